/* Numbers for ids: ids far apart, next to each other, negative, and many. */
#include "check.h"

#include "base/id_map.h"

static void numbers_in_order(void **state)
{
    (void)state;
    static const int64_t ids[] = {7, INT64_MAX, -1, 0, INT64_MIN, 8};
    struct id_map map;
    uint32_t number = 99;
    id_map_init(&map);
    assert_false(id_map_get(&number, &map, 7));
    for (uint32_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        assert_true(id_map_put(&number, &map, ids[i]));
        assert_int_equal(number, i);
        assert_true(id_map_put(&number, &map, ids[i]));
        assert_int_equal(number, i);
    }
    assert_int_equal(map.count, 6);
    assert_true(id_map_get(&number, &map, INT64_MIN) && number == 4);
    assert_false(id_map_get(&number, &map, 9));
    id_map_fini(&map);
}

static void many(void **state)
{
    (void)state;
    struct id_map map;
    uint32_t number;
    id_map_init(&map);
    for (int64_t i = 0; i < 100000; i++)
        assert_true(id_map_put(&number, &map, i * i * 65536) && number == i);
    for (int64_t i = 0; i < 100000; i++)
        assert_true(id_map_get(&number, &map, i * i * 65536) && number == i &&
                    map.ids[i] == i * i * 65536);
    id_map_fini(&map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(numbers_in_order), cmocka_unit_test(many)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
