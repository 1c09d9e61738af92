-- Rulebooks as files, and how old the rules are.
\set SHOW_CONTEXT never
SET search_path = export_control, public;
SET datestyle = ISO;

SELECT export_rulebook()::rulebook = current_rulebook() AS same_digest, export_rulebook(current_rulebook()) = export_rulebook() AS same_text;
SELECT * FROM import_rulebook(export_rulebook());

-- A pack that changes something of every kind: preview changes nothing, import makes the tables say so, and back again.
CREATE TEMPORARY TABLE pack AS
SELECT (jsonb_set(jsonb_set(jsonb_set(jsonb_set(jsonb_set(
            b #- '{rules,5}',
            '{rules,0,title}', '"another title"'),
            '{groups,0,members,0,citation}', '"another citation"'),
            '{scenarios,1,rules,0,in_force}', '[]'),
            '{governed,0,citation}', '"another source"'),
            '{covered}', '["2023-01-01", null]'))::text AS text
  FROM (SELECT current_rulebook()::jsonb AS b) AS x;
BEGIN;
SELECT i.part, i.name, i.change FROM pack, import_rulebook(text, preview => true) AS i;
SELECT draft() = current_rulebook() AS unchanged;
SELECT i.part, i.name, i.change FROM pack, import_rulebook(text) AS i;
SELECT draft() = text::rulebook AS imported FROM pack;
SELECT i.part, i.name, i.change FROM import_rulebook(export_rulebook()) AS i;
SELECT draft() = current_rulebook() AS restored;
ROLLBACK;

-- A pack with faults is refused whole, with all of them.
SELECT import_rulebook((jsonb_set(jsonb_set(b, '{rules,0,citation}', '""'), '{rules,1,condition}', '"destination = CN"'))::text)
  FROM (SELECT current_rulebook()::jsonb AS b) AS x;
SELECT import_rulebook('{"format": 1}');
SELECT import_rulebook('not json');
SELECT import_rulebook(NULL);
SELECT draft() = current_rulebook() AS unchanged;

SELECT finding, subject, day, days FROM rulebook_staleness(as_of => '2026-11-01');
BEGIN;
UPDATE rule SET in_force = '[2024-04-04,2027-01-01)' WHERE id = 'NAC/2024';
UPDATE rule SET in_force = '[2025-01-13,2029-01-01)' WHERE id = 'ACA/2025';
SELECT finding, subject, day, days FROM rulebook_staleness(draft(), '2026-11-01') WHERE finding <> 'newest date of a source';
ROLLBACK;
