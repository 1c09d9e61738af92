-- What script/demo shows.
\set QUIET on
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS export_control;
SET search_path = export_control, public;
SET datestyle = ISO;
\pset null '-'
\pset footer off

\echo
\echo 'May an H20 go to China?  SELECT classify(chip, ''CN'') FROM product WHERE name = ''H20 SXM'';'
\echo
SELECT classify(chip, 'CN') FROM product WHERE name = 'H20 SXM';

\echo 'And when?  SELECT ... FROM timeline(chip, ''CN'')'
\echo
SELECT t.period, t.outcome, t.reasons, t.review, t.because
  FROM product AS p, timeline(p.chip, 'CN') AS t WHERE p.name = 'H20 SXM';

\echo 'Well-known chips, some destinations, on 1 November 2026.'
\echo 'NLR: no license required.  NAC, ACA: license exception.  L: license required (A presumption of approval,'
\echo 'C case by case, D presumption or policy of denial).  ?: undecided; classify() says what is missing.'
\echo
SELECT p.name AS chip, d.code,
       CASE (a.d).outcome
            WHEN 'no_license_required' THEN 'NLR'
            WHEN 'license_exception' THEN (a.d).exception
            WHEN 'license_required' THEN 'L' || CASE (a.d).review WHEN 'presumption_of_approval' THEN ' A' WHEN 'case_by_case' THEN ' C'
                                                WHEN 'presumption_of_denial' THEN ' D' WHEN 'policy_of_denial' THEN ' D' ELSE '' END
            WHEN 'prohibited' THEN 'X'
            ELSE '?'
       END AS answer
  FROM unnest('{A100 SXM4 80GB,A800 SXM4 80GB,H20 SXM,H100 SXM5 80GB,H200 SXM,B200,GeForce RTX 4090,GeForce RTX 5090 D,L20,Instinct MI300X,Instinct MI308X (China),Gaudi 3 (OAM),TPU v5e,Ascend 910C}'::text[])
       WITH ORDINALITY AS n(name, nr)
  JOIN product AS p USING (name)
 CROSS JOIN unnest('{CN,HK,MO,RU,IR,VN,SA,AE,IN,TW,DE,JP}'::country[]) WITH ORDINALITY AS d(code, nr)
 CROSS JOIN LATERAL (SELECT classify(p.chip, d.code, '2026-11-01') AS d OFFSET 0) AS a
 ORDER BY n.nr, d.nr
\crosstabview chip code answer

\echo
\echo 'Why?  SELECT ... FROM explain(chip, ''VN'', headquarters => ''CN'')  for a GeForce RTX 4090; only what holds.'
\echo
SELECT e.kind, e.rule, e.because, e.citation
  FROM product AS p, explain(p.chip, 'VN', '2026-11-01', headquarters => 'CN') AS e
 WHERE p.name = 'GeForce RTX 4090' AND e.holds IS NOT FALSE;

\echo 'How long does every product for every destination take?'
\echo
\timing on
SELECT d.outcome, count(*) FROM decision_matrix('2026-11-01') AS d GROUP BY d.outcome ORDER BY d.outcome;
\timing off
\echo 'A result is not legal advice.'
