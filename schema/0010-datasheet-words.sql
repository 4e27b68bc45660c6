-- Step 10: the words of datasheets: further headers of transceivers and lasers, and other words for the
-- choices of an attribute.

ALTER TABLE dictionary ADD COLUMN choice_words TEXT NOT NULL DEFAULT ''; -- WORD=CHOICE, '|' between: further words for choices, of kind choice

UPDATE dictionary SET choice_words =
    'single-mode=smf|single mode=smf|singlemode=smf|single-mode fiber=smf|single mode fiber=smf|sm=smf|sm fiber=smf|os2=smf|'
    || 'g.652=smf|multimode=mmf|multi-mode=mmf|multi mode=mmf|multimode fiber=mmf|multi-mode fiber=mmf|mm=mmf|mm fiber=mmf|'
    || 'om2=mmf|om3=mmf|om4=mmf|om5=mmf|om2 multimode=mmf|om3 multimode=mmf|om4 multimode=mmf|om5 multimode=mmf|'
    || 'om3 mmf=mmf|om4 mmf=mmf|om5 mmf=mmf|os2 single-mode=smf|os2 smf=smf'
WHERE attribute = 'fiber_mode';

UPDATE dictionary SET choice_words =
    'production=active|in production=active|mass production=active|released=active|general availability=active|ga=active|'
    || 'in stock=active|preview=announced|pre-release=announced|samples available=sampling|not recommended for new designs=nrnd|'
    || 'not recommended for new design=nrnd|end of life=eol|end-of-life=eol|last time buy=eol|discontinued=obsolete'
WHERE class = 'part' AND attribute = 'lifecycle';

UPDATE dictionary SET synonyms = synonyms || '|' || more
FROM (SELECT '' AS name, '' AS more UNION ALL VALUES
    ('standard', 'standards|ieee standard|standard compliance|interface standard'),
    ('data_rate', 'aggregate data rate|aggregate bit rate|total data rate|nominal data rate|bit rate|line rate'),
    ('lanes', 'number of lanes|number of optical lanes|optical lanes|number of channels'),
    ('lane_rate', 'data rate per lane|lane data rate|rate per lane'),
    ('reach', 'link distance|maximum distance|maximum link length|maximum reach|supported distance|fiber reach'),
    ('wavelength', 'wavelengths|center wavelength|center wavelengths|centre wavelength|centre wavelengths|lane wavelength|'
        || 'lane wavelengths|nominal wavelength|operating wavelength|wavelength range|transmitter wavelength'),
    ('fiber_mode', 'fiber|fibre|fibre type|fiber mode|optical fiber'),
    ('connector', 'optical connector type|optical interface connector|fiber connector|optical receptacle'),
    ('tx_power', 'average launch power|launch power per lane|average launch power per lane|transmit power per lane|tx output power|'
        || 'transmitter output power|average output power|optical output power'),
    ('rx_sensitivity', 'receiver sensitivity per lane|receive sensitivity|sensitivity per lane'),
    ('loss_budget', 'power budget|optical power budget|link loss budget|channel loss budget|insertion loss budget'),
    ('temperature', 'operating case temperature range|operating temperature range|case temperature range|'
        || 'case operating temperature|operating case temperature|temperature range'),
    ('power', 'power consumption per module|module power|total power consumption'))
WHERE name = attribute AND class = 'transceiver';

UPDATE dictionary SET synonyms = synonyms || '|ordering code|order code|ordering part number|product number|model number|product code'
WHERE class = 'part' AND attribute = 'mpn';
