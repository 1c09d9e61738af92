-- Country groups: Supplement No. 1 to Part 740, and the destinations of Supplement No. 5(a)
-- (AI Diffusion).
--
-- Both clocks are kept. A membership without dates is one that no rule is known to have changed in
-- the period that the rules cover: in force and known without bounds. A membership that a rule
-- ended has two rows: one open-ended, known until that rule was public, and one that ends, known
-- since.

INSERT INTO country_group (name, title, citation, url, note, builtin)
SELECT name, title, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)',
	   'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%201%20to%20Part%20740',
	   note, true
FROM (VALUES
	('A:1', 'Wassenaar Arrangement participating states', NULL),
	('A:2', 'Missile Technology Control Regime', NULL),
	('A:3', 'Australia Group', NULL),
	('A:4', 'Nuclear Suppliers Group', NULL),
	('A:5', 'STA-eligible (Tier 1) destinations',
	 'The United Arab Emirates, listed since 2026-07-10, is eligible for STA only as to '
	 'approved entities.'),
	('A:6', 'Additional STA-eligible destinations', NULL),
	('B', 'Country Group B', NULL),
	('D:1', 'National Security concern', NULL),
	('D:2', 'Nuclear concern', NULL),
	('D:3', 'Chemical & Biological concern', NULL),
	('D:4', 'Missile Technology concern', NULL),
	('D:5', 'U.S. arms-embargoed countries',
	 'Drawn from 22 CFR 126.1; where the two differ, the State Department''s list controls '
	 '(note to Country Group D:5). Memberships begin and end on State''s day. Open: Ethiopia has '
	 'been in 22 CFR 126.1 since 2021-11-01 [V2] and is not in the table that BIS prints; it is '
	 'not a member here, as BIS prints.'),
	('E:1', 'Terrorist supporting countries / comprehensive embargo', NULL),
	('E:2', 'Unilateral embargo', NULL)) AS supplement_1 (name, title, note);

INSERT INTO country_group (name, title, citation, url, note, builtin) VALUES
	('AIA', 'AI Diffusion: destinations of Supplement No. 5 to Part 740, paragraph (a) ("tier 1")',
	 '15 CFR 740 Supp. 5(a) (90 FR 4544)',
	 'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%205%20to%20Part%20740',
	 'Paragraph (b) of the supplement is blank. "Tier 1" is an informal name.', true);

-- A:1: Wassenaar participating states
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'A:1', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{AR,AT,AU,BE,BG,CA,CH,CZ,DE,DK,EE,ES,FI,FR,GB,GR,HR,HU,IE,IN,
             IS,IT,JP,KR,LT,LU,LV,MX,NL,NO,NZ,PL,PT,RO,SE,SI,SK,TR,US,ZA}'::country[]) AS member;

-- A:2: Missile Technology Control Regime
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'A:2', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{AR,AT,AU,BE,BG,BR,CA,CH,CZ,DE,DK,ES,FI,FR,GB,GR,HU,IE,IN,IS,
             IT,JP,KR,LU,NL,NO,NZ,PL,PT,SE,TR,UA,US,ZA}'::country[]) AS member;

-- A:3: Australia Group
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'A:3', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{AR,AT,AU,BE,BG,CA,CH,CY,CZ,DE,DK,EE,ES,FI,FR,GB,GR,HR,HU,IE,
             IN,IS,IT,JP,KR,LT,LU,LV,MT,MX,NL,NO,NZ,PL,PT,RO,SE,SI,SK,TR,
             UA,US}'::country[]) AS member;

-- A:4: Nuclear Suppliers Group
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'A:4', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{AR,AT,AU,BE,BG,BR,CA,CH,CY,CZ,DE,DK,EE,ES,FI,FR,GB,GR,HR,HU,
             IE,IS,IT,JP,KR,KZ,LT,LU,LV,MT,MX,NL,NO,NZ,PL,PT,RO,RS,SE,SI,
             SK,TR,UA,US,ZA}'::country[]) AS member;

-- A:5: License Exception STA, first group; the United Arab Emirates below
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'A:5', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{AR,AT,AU,BE,BG,CA,CH,CZ,DE,DK,EE,ES,FI,FR,GB,GR,HR,HU,IE,IN,
             IS,IT,JP,KR,LT,LU,LV,NL,NO,NZ,PL,PT,RO,SE,SI,SK,TR}'::country[]) AS member;

-- A:6: License Exception STA, second group
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'A:6', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{AL,CY,IL,MT,MX,SG,TW,ZA}'::country[]) AS member;

-- B; Nicaragua, until 2024, below
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'B', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{AD,AE,AF,AG,AL,AO,AR,AT,AU,AW,BA,BB,BD,BE,BF,BG,BH,BI,BJ,BN,
             BO,BR,BS,BT,BW,BZ,CA,CD,CF,CG,CH,CI,CL,CM,CO,CR,CV,CW,CY,CZ,
             DE,DJ,DK,DM,DO,DZ,EC,EE,EG,EH,ER,ES,ET,FI,FJ,FM,FR,GA,GB,GD,
             GH,GM,GN,GQ,GR,GT,GW,GY,HN,HR,HT,HU,ID,IE,IL,IN,IS,IT,JM,JO,
             JP,KE,KI,KM,KN,KR,KW,LB,LC,LK,LR,LS,LT,LU,LV,MA,MC,ME,MG,MH,
             MK,ML,MR,MT,MU,MV,MW,MX,MY,MZ,NA,NE,NG,NL,NO,NP,NR,NZ,OM,PA,
             PE,PG,PH,PK,PL,PT,PW,PY,QA,RO,RS,RW,SA,SB,SC,SD,SE,SG,SI,SK,
             SL,SM,SN,SO,SR,SS,ST,SV,SX,SZ,TD,TG,TH,TL,TN,TO,TR,TT,TV,TW,
             TZ,UA,UG,US,UY,VA,VC,VU,WS,XK,ZA,ZM,ZW}'::country[]) AS member;

-- D:1: national security; Nicaragua below
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'D:1', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{AM,AZ,BY,CN,GE,IQ,KG,KH,KP,KZ,LA,LY,MD,MM,MN,MO,RU,TJ,TM,UZ,
             VE,VN,YE}'::country[]) AS member;

-- D:2: nuclear
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'D:2', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{BY,CU,IL,IQ,IR,KP,LY,PK,RU,VE}'::country[]) AS member;

-- D:3: chemical and biological; the United Arab Emirates, until 2026, below
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'D:3', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{AF,AM,AZ,BH,BY,CN,CU,EG,GE,IL,IQ,IR,JO,KG,KP,KW,KZ,LB,LY,MD,
             MM,MN,MO,OM,PK,QA,RU,SA,SY,TJ,TM,TW,UZ,VE,VN,YE}'::country[]) AS member;

-- D:4: missile technology; the United Arab Emirates, until 2026, below
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'D:4', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{BH,BY,CN,EG,IL,IQ,IR,JO,KP,KW,LB,LY,MO,OM,PK,QA,RU,SA,SY,VE,
             YE}'::country[]) AS member;

-- D:5: U.S. arms embargoes; Nicaragua, Cambodia and Cyprus below.  The note to D:5 lets the State
-- Department's list in 22 CFR 126.1 control, so a membership begins and ends on State's day; the
-- day on which BIS conformed stands in the citation.
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'D:5', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{AF,BY,CD,CF,CN,CU,ER,HT,IQ,IR,KP,LB,LY,MM,RU,SD,SO,SS,SY,VE,
             ZW}'::country[]) AS member;

-- E:1: terrorist-supporting countries
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'E:1', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{IR,KP,SY}'::country[]) AS member;

-- E:2: unilateral embargo
INSERT INTO country_group_member (country_group, country, citation, builtin)
SELECT 'E:2', member, '15 CFR 740 Supp. 1 (eCFR 2026-07-23)', true
FROM unnest('{CU}'::country[]) AS member;

-- AIA: destinations of Supplement No. 5(a), since AI Diffusion took effect
INSERT INTO country_group_member (country_group, country, in_force, known, citation, builtin)
SELECT 'AIA', member, '[2025-01-13,)', '[2025-01-13,)', '15 CFR 740 Supp. 5(a) (90 FR 4544)', true
FROM unnest('{AU,BE,CA,DE,DK,ES,FI,FR,GB,IE,IT,JP,KR,NL,NO,NZ,SE,TW,US}'::country[]) AS member;

-- Memberships that a rule began or ended. `known` turns on the effective date: none of these rules
-- is known to have been public before it.
INSERT INTO country_group_member (country_group, country, in_force, known, citation, builtin) VALUES
	-- Nicaragua: from B into D:1 and D:5 on 2024-03-15, the day the rule was published.
	('B', 'NI', '(,)', '(,2024-03-15)', '15 CFR 740 Supp. 1, before 89 FR 18780', true),
	('B', 'NI', '(,2024-03-15)', '[2024-03-15,)', '89 FR 18780', true),
	('D:1', 'NI', '[2024-03-15,)', '[2024-03-15,)', '89 FR 18780', true),
	('D:5', 'NI', '[2024-03-15,)', '[2024-03-15,)', '89 FR 18780', true),
	-- Cambodia: in D:5 from 2021-12-09 until State took it out of 22 CFR 126.1; it stays in D:1.
	('D:5', 'KH', '[2021-12-09,)', '[2021-12-09,2025-11-07)', '86 FR 70015', true),
	('D:5', 'KH', '[2021-12-09,2025-11-07)', '[2025-11-07,)',
	 '86 FR 70015; removed from 22 CFR 126.1 on 2025-11-07, BIS conformed on 2026-02-03 (FR Doc '
	 '2026-02262, RIN 0694-AK41)', true),
	-- Cyprus: 89 FR 40369, published on 2024-05-10 and effective on 2024-05-30, says that it is no
	-- longer a member.  The day on which it left is not told; the last possible one is taken.  As a
	-- destination it is outside the chip rules, since A:6 lists it; its firms were not.
	('D:5', 'CY', '(,)', '(,2024-05-10)', '15 CFR 740 Supp. 1, before 89 FR 40369', true),
	('D:5', 'CY', '(,2024-05-30)', '[2024-05-10,)',
	 '89 FR 40369, which takes its removal as past', true),
	-- United Arab Emirates: from D:3 and D:4 into A:5 on 2026-07-10; it stays in B.
	-- The rule was published on 2026-07-14.
	('D:3', 'AE', '(,)', '(,2026-07-10)', '15 CFR 740 Supp. 1, before 91 FR 43034', true),
	('D:3', 'AE', '(,2026-07-10)', '[2026-07-10,)', '91 FR 43034', true),
	('D:4', 'AE', '(,)', '(,2026-07-10)', '15 CFR 740 Supp. 1, before 91 FR 43034', true),
	('D:4', 'AE', '(,2026-07-10)', '[2026-07-10,)', '91 FR 43034', true),
	('A:5', 'AE', '[2026-07-10,)', '[2026-07-10,)', '91 FR 43034', true);
