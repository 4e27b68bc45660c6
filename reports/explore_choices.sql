-- What fills the open slots of the builds that no other one beats. A slot that stays empty in all of them has no row.
-- A sheet of `optibom explore SPEC... -o FILE.xlsx`.
--
-- sheet: Choices
-- position: 2120
-- workbook: no
-- title: What fills their slots
-- purpose: The parts and media of each slot, and for which builds of the sheet Front; of several ways all that are listed
-- freeze: place
-- column: place | Slot | text | 38
-- column: choice | Choice | text | 50
-- column: points | Builds of the front | text | 32 wrap

SELECT place, choice, points FROM result_exploration_choice ORDER BY position;
