-- ECCNs as vendors write them.
SET search_path = export_control, public;

-- What is read, and its canonical text.
SELECT nr, spelling, spelling::eccn AS canonical
  FROM unnest(ARRAY['3A090', '3a090.A.1', '5A992.z.2.b1', '3A991.p.', '5a992c', '3A090a1', '3A090.1a', '3A001(b)(4)',
                    '3A001 [b] [4] (iv)', '(3A090)', '[ 3A090.a. ]', 'ECCN 3A090', 'eccn: 3A090 .a', 'EAR99.', 'EAR 99',
                    'ear-99', '(ECCN EAR 99)', '3A090 a', '9E003.a.6.Biv']) WITH ORDINALITY AS s(spelling, nr);

-- Each is equal to its canonical text, everywhere: as a chip's key, in a condition, in a comparison.
SELECT '5a992c'::eccn = '5A992.c' AS equal, '3A090(a)'::eccn <@ '3a090.' AS contained,
       '{"eccn": "5A992.z.2.b1"}'::chip = '{"eccn": "5A992.z.2.b.1"}' AS chips,
       'eccn in (3A090a1, 5a992c, 3A991.p.)'::condition AS condition;

-- What can be read in two ways, or is none, is refused where that is seen.
\set VERBOSITY default
SELECT '3A090aa'::eccn;
SELECT '3A0901'::eccn;
SELECT '3A090.a, 3A090.b'::eccn;
SELECT '3A090.a-c'::eccn;
SELECT '3A090...'::eccn;
SELECT '  3A001(b'::eccn;
SELECT 'EAR99.a'::eccn;
SELECT 'EAR98'::eccn;
SELECT 'é3A090'::eccn;
SELECT ''::eccn;
SELECT '{"eccn": "3A090aa"}'::chip;
SELECT 'eccn in (3A090aa)'::condition;

-- A spelling may be longer than an ECCN, but what it means may not.
SELECT ('ECCN: ( 3A090' || repeat('.a', 17) || ' ) .')::eccn;
SELECT ('[ ECCN: 3A090' || repeat(' ( a ) ', 17) || ' . ]')::eccn;
SELECT ('3A090' || repeat('a1', 12))::eccn;
