-- Requests for quotation: a sheet for each supplier, one row a part, with yellow cells for the
-- supplier to fill. `optibom rfq` writes one of them as a workbook to send, and `optibom import` reads
-- the answered workbook back (docs/rfq.md) by the headings, which the class rfq_answer of the
-- dictionary knows: rename both or none. In the workbook of one build they are drafts, which say with
-- which command the request is written.
--
-- sheet: RFQ {supplier}
-- position: 110
-- workbook: yes
-- page: no
-- each: supplier
-- title: Request for quotation
-- purpose: {note}
-- landscape: yes
-- freeze: vendor
-- column: line | Line | integer | 6
-- column: mpn | Part number | text | 30
-- column: vendor | Maker | text | 18
-- column: description | Description | text | 44 wrap
-- column: class | Class | text | 13
-- column: need | Quantity needed | integer | 11
-- column: required | Required by | date | 12 with required
-- column: delivery_asked | Delivery term asked | text | 13 with delivery_asked
-- column: currency_asked | Currency asked | text | 10
-- column: target | Target price | money - | 13 with target
-- column: our_comment | Our comment | text | 26 wrap with our_comment
-- column: action | Action | text | 11
-- column: your_number | Your part number | text | 22
-- column: quantity_1 | Quantity 1 | integer | 11
-- column: price_1 | Unit price 1 | money - | 13
-- column: quantity_2 | Quantity 2 | integer | 11 with quantity_2
-- column: price_2 | Unit price 2 | money - | 13 with quantity_2
-- column: quantity_3 | Quantity 3 | integer | 11 with quantity_3
-- column: price_3 | Unit price 3 | money - | 13 with quantity_3
-- column: quantity_4 | Quantity 4 | integer | 11 with quantity_4
-- column: price_4 | Unit price 4 | money - | 13 with quantity_4
-- column: quantity_5 | Quantity 5 | integer | 11 with quantity_5
-- column: price_5 | Unit price 5 | money - | 13 with quantity_5
-- column: quantity_6 | Quantity 6 | integer | 11 with quantity_6
-- column: price_6 | Unit price 6 | money - | 13 with quantity_6
-- column: currency | Currency | text | 10
-- column: price_for | Price is for | integer | 9
-- column: minimum | Minimum order | integer | 10
-- column: multiple | Order multiple | integer | 10
-- column: one_time | One-time charge | money - | 13
-- column: lead_days | Lead time | integer days | 10
-- column: in_stock | Stock | integer | 10
-- column: from_day | Valid from | date | 12
-- column: until_day | Valid until | date | 12
-- column: delivery | Incoterm | text | 13
-- column: country | Country of origin | text | 12
-- column: offered_maker | Alternate maker | text | 18
-- column: offered_mpn | Alternate part number | text | 26
-- column: your_comment | Your comment | text | 40 wrap
-- column: rfq | RFQ number | text | 40
-- column: supplier | Supplier | text | 20
-- column: respond | Respond by | date | 12
-- column: our_number | Our number | text | 11
-- column: build | Build | text | hidden
-- column: note | Note | text | aside
-- input: action | all | text | quote, no bid, alternate | quote, no bid or alternate. Blank with a price is a quote.
-- input: your_number | all | text | - | The part number that you sell it under, if it is not the maker's.
-- input: price_1 | all | money - | 0.000001 .. 1000000000 | Price of one piece (or of as many as "Price is for" says) from quantity 1 on: a number above 0, without currency. Blank: no offer.
-- input: price_2 | all | money - | 0.000001 .. 1000000000 | Price from quantity 2 on: a number above 0, without currency. Blank: no offer.
-- input: price_3 | all | money - | 0.000001 .. 1000000000 | Price from quantity 3 on: a number above 0, without currency. Blank: no offer.
-- input: price_4 | all | money - | 0.000001 .. 1000000000 | Price from quantity 4 on: a number above 0, without currency. Blank: no offer.
-- input: price_5 | all | money - | 0.000001 .. 1000000000 | Price from quantity 5 on: a number above 0, without currency. Blank: no offer.
-- input: price_6 | all | money - | 0.000001 .. 1000000000 | Price from quantity 6 on: a number above 0, without currency. Blank: no offer.
-- input: currency | all | text | - | Of all prices of the row, as three letters: USD, EUR, JPY. Needed beside every price.
-- input: price_for | all | integer | 1 .. 1000000 | Pieces that the prices are for: 1, 100, 1000. Blank: 1.
-- input: minimum | all | integer | 1 .. 1000000000 | Least quantity that can be ordered, in pieces.
-- input: multiple | all | integer | 1 .. 1000000000 | Quantities come in multiples of this, in pieces.
-- input: one_time | all | money - | 0 .. 1000000000 | Tooling, setup and the like, once, in the currency of the row. Not part of any unit price.
-- input: lead_days | all | integer | 0 .. 3650 | Calendar days from the order to your dock.
-- input: in_stock | all | integer | 0 .. 1000000000 | Pieces that you have today.
-- input: from_day | all | date | - | First day of the prices.
-- input: until_day | all | date | - | Last day of the prices.
-- input: delivery | all | text | - | Delivery term of the prices, Incoterms 2020: EXW, FCA, DDP ...
-- input: country | all | text | - | Where the part is made: ISO 3166 code or name.
-- input: offered_maker | all | text | - | With the action "alternate": who makes what you offer instead.
-- input: offered_mpn | all | text | - | With the action "alternate": the maker's part number of what you offer instead.
-- input: your_comment | all | text | - | Anything that the other cells do not say.

WITH command (number, build, supplier, classes) AS (
    SELECT r.number,
        iif(b.spec GLOB '*[^-A-Za-z0-9._/@]*', '''' || replace(b.spec, '''', '''\''''') || '''', b.spec),
        iif(r.supplier GLOB '*[^-A-Za-z0-9._/@]*', '''' || replace(r.supplier, '''', '''\''''') || '''', r.supplier),
        (SELECT group_concat(' --class ' || class, '') FROM
            (SELECT DISTINCT class FROM result_rfq_line AS l WHERE l.number = r.number ORDER BY class))
    FROM result_rfq AS r JOIN result_build AS b USING (build) WHERE r.number LIKE 'DRAFT-%'
)
SELECT l.line, l.mpn, l.vendor, l.description, l.class, l.need, r.required_by AS required,
    r.incoterm AS delivery_asked, r.currency AS currency_asked, l.target, r.comment AS our_comment,
    NULL AS action, NULL AS your_number,
    l.quantity_1, NULL AS price_1, l.quantity_2, NULL AS price_2, l.quantity_3, NULL AS price_3,
    l.quantity_4, NULL AS price_4, l.quantity_5, NULL AS price_5, l.quantity_6, NULL AS price_6,
    NULL AS currency, NULL AS price_for, NULL AS minimum, NULL AS multiple, NULL AS one_time,
    NULL AS lead_days, NULL AS in_stock, NULL AS from_day, NULL AS until_day, NULL AS delivery,
    NULL AS country, NULL AS offered_maker, NULL AS offered_mpn, NULL AS your_comment,
    r.number AS rfq, r.supplier, r.respond_by AS respond, printf('P%06d', l.part_id) AS our_number,
    r.build,
    CASE WHEN c.number IS NULL
        THEN 'Please fill the yellow cells of the rows that you quote, one row a part, and send the file back. '
            || 'A cell left blank is no answer.'
        WHEN r.supplier = 'open request'
        THEN 'A draft to nobody yet: no supplier and no maker of these parts is known. optibom rfq ' || c.build
            || ' --supplier WHOM' || c.classes || ' -o FILE.xlsx writes the request that import reads back.'
        ELSE 'A draft, not sent. optibom rfq ' || c.build || ' --supplier ' || c.supplier
            || ' -o FILE.xlsx writes the request that import reads back.'
    END AS note
FROM result_rfq AS r JOIN result_rfq_line AS l USING (number) LEFT JOIN command AS c USING (number)
ORDER BY r.position, l.line;
