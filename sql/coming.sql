-- What is coming: days ahead on which the rules that are known already answer otherwise.
\set SHOW_CONTEXT never
SET search_path = export_control, public;
SET datestyle = ISO;

-- Of the built-in rules: the Affiliates rule by its own words, authorized designers, G42 and Core42.
SELECT day, what, rule, products > 0 AS products, orders >= 0 AS orders, events FROM changes_ahead('2026-11-01') ORDER BY day, what;
SELECT day, what FROM changes_ahead('2027-04-06');
SELECT count(*) = (SELECT count(*) FROM changes_ahead()) AS of_today FROM coming_changes;

-- Products to which the rule applies or may; open orders that ship on that day or later, or nobody knows when.
BEGIN;
CREATE TEMPORARY TABLE before AS SELECT orders FROM changes_ahead('2026-11-01') WHERE rule = 'SUPP8.uae.g42/2026';
CREATE TABLE public.advance (id integer PRIMARY KEY, item text, to_country text, day date, entity text, state outcome);
CREATE TRIGGER zz_screen BEFORE INSERT OR UPDATE OR DELETE ON advance FOR EACH ROW EXECUTE FUNCTION screen_order(
    'product=item', 'destination=to_country', 'as_of=day', 'approved_entity=entity', 'outcome=state', 'action=record');
INSERT INTO advance VALUES (1, 'H100 SXM5 80GB', 'AE', '2027-04-05', 'G42'), (2, 'H100 SXM5 80GB', 'AE', '2027-04-06', 'G42'),
    (3, 'H100 SXM5 80GB', 'AE', '2027-05-01', NULL), (4, 'H100 SXM5 80GB', 'AE', '2027-05-01', 'Microsoft'), (5, 'H20 SXM', 'AE', '2027-05-01', 'G42'),
    (6, 'H100 SXM5 80GB', 'SA', '2027-05-01', 'G42'), (7, 'H100 SXM5 80GB', 'AE', NULL, 'Core42');
SELECT day, what, c.orders - b.orders AS orders FROM before AS b, changes_ahead('2026-11-01') AS c WHERE rule = 'SUPP8.uae.g42/2026';
-- A membership that ends, a rule that begins, and one that is not known yet.
INSERT INTO country_group_member VALUES ('A:5', 'SA', '[2027-06-01,)', '[2026-10-01,)', 'a notice');
INSERT INTO rule (id, kind, rank, condition, reason, in_force, known, title, citation) VALUES
    ('HOUSE.later', 'requirement', 500, 'eccn in (3A090) and destination = SA', 'HOUSE', '[2027-02-01,)', '[2026-10-01,)', 'We ask before Saudi Arabia.', 'ours'),
    ('HOUSE.secret', 'requirement', 501, 'destination = SA', 'HOUSE', '[2027-03-01,)', '[2026-12-01,)', 'Not known yet.', 'ours');
SELECT day, what, detail, products > 0 AS products, orders > 0 AS orders FROM changes_ahead('2026-11-01', draft()) WHERE day >= '2027-01-01' ORDER BY day;
ROLLBACK;

-- Until when the sources were read: rulebook_staleness() counts from there, and explain() says so of a later day. The answer
-- stands: an indeterminate one for every day since would say nothing.
SELECT finding, day, days FROM rulebook_staleness(as_of => '2026-11-01') WHERE subject = 'all';
SELECT d.day, e.because ~ 'read until 2026-09-24' AS said FROM unnest('{2026-09-24,2026-09-25}'::date[]) AS d(day), explain_eccn('EAR99', 'DE', d.day) AS e
 WHERE e.rank IS NULL ORDER BY d.day;
SELECT outcome('{"vendor": "Google", "rates": {"fp16": 1}, "memory_bandwidth": 0, "interconnect_bandwidth": 0, "die_area": 9, "datacenter": false}', 'DE', '2026-12-01');
BEGIN;
UPDATE covered_period SET sources_read = NULL;
SELECT part, name, change, old, new FROM rulebook_changes(current_rulebook(), draft());
SELECT count(*) FROM rulebook_staleness(draft()) WHERE subject = 'all';
SELECT name, change FROM import_rulebook(export_rulebook());
SELECT sources_read FROM covered_period;
UPDATE covered_period SET sources_read = 'infinity';
ROLLBACK;
