-- Step 17: what the edge of a die carries electrically, to hold the edge of an optical engine against it.

ALTER TABLE die ADD COLUMN edge_density_tbps_per_mm_min REAL CHECK (edge_density_tbps_per_mm_min >= 0); -- Tbps/mm; bandwidth per millimetre of edge, least
ALTER TABLE die ADD COLUMN edge_density_tbps_per_mm_typ REAL CHECK (edge_density_tbps_per_mm_typ >= 0); -- Tbps/mm; typical
ALTER TABLE die ADD COLUMN edge_density_tbps_per_mm_max REAL CHECK (edge_density_tbps_per_mm_max >= 0); -- Tbps/mm; greatest

INSERT INTO dictionary (class, position, attribute, column_name, kind, quantity, unit, ranged, required, choices, synonyms, description)
SELECT 'die', 1 + max(position), 'edge_density', 'edge_density_tbps_per_mm', 'real', 'edge_density', 'Tbps/mm', 1, 0, '',
    'shoreline density|bandwidth density', 'bandwidth per millimetre of edge, electrical'
FROM dictionary WHERE class = 'die';
