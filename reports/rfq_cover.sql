-- What a supplier needs to know to fill the request on the sheet beside it (reports/rfq.sql).
--
-- sheet: Instructions
-- position: 120
-- workbook: no
-- title: Request for quotation
-- purpose: What is asked, and how to answer.
-- layout: cover
-- column: section | Section | text | 4
-- column: item | Item | text | 26
-- column: value | Value | text | 90 wrap
-- highlight: item | input | {item}="Yellow cells"

WITH cover (part, place, section, item, value) AS (
    SELECT 1, 10 * position + 1, 'Request', 'RFQ number', number FROM result_rfq
    UNION ALL SELECT 1, 10 * position + 2, 'Request', 'Supplier', supplier FROM result_rfq
    UNION ALL SELECT 1, 10 * position + 3, 'Request', 'Date', created_on FROM result_rfq
    UNION ALL SELECT 1, 10 * position + 4, 'Request', 'Please respond by', respond_by FROM result_rfq
    UNION ALL SELECT 1, 10 * position + 5, 'Request', 'Parts required by', required_by FROM result_rfq
        WHERE required_by IS NOT NULL
    UNION ALL SELECT 1, 10 * position + 6, 'Request', 'Currency asked for', currency FROM result_rfq
    UNION ALL SELECT 1, 10 * position + 7, 'Request', 'Delivery term asked for', incoterm FROM result_rfq
        WHERE incoterm IS NOT NULL
    UNION ALL SELECT 1, 10 * position + 8, 'Request', 'Parts', (SELECT count(*) FROM result_rfq_line AS l
        WHERE l.number = r.number) FROM result_rfq AS r
    UNION ALL
    VALUES
    (2, 1, 'How to answer', 'Yellow cells', 'Fill them on the sheet RFQ beside this one, row by row. Everything else is locked; there is no password.'),
    (2, 2, 'How to answer', 'No offer', 'Leave the price blank, or choose the action "no bid". Never write 0 for a price that you do not offer.'),
    (2, 3, 'How to answer', 'Prices', 'Numbers only, above 0. The price beside a quantity holds from that quantity on. It is for one piece unless "Price is for" says 100 or 1000.'),
    (2, 4, 'How to answer', 'Currency', 'Write it in every row that has a price: USD, EUR ... A price without a currency cannot be taken.'),
    (2, 5, 'How to answer', 'Other part', 'Choose the action "alternate" and give maker and part number of what you offer. Do not change the part number that is asked for.'),
    (2, 6, 'How to answer', 'One-time charges', 'Tooling, setup and the like go into their own column, not into the unit price.'),
    (2, 7, 'How to answer', 'Lead time', 'Calendar days from our order to your dock.'),
    (2, 8, 'How to answer', 'Rows and columns', 'You may sort, filter or leave out rows. Please add none, and keep the headings and the RFQ number.')
)
SELECT section, item, value FROM cover ORDER BY part, place;
