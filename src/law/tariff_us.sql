-- The Section 232 duty on certain advanced computing chips (Proclamation 11002, heading
-- 9903.79.01).
--
-- An import duty and no export control; it is here because the review policy of January 2026 goes
-- with it: a chip made abroad that is to be exported to China from the United States comes into the
-- United States first.

CREATE TABLE tariff_band (
	id        text PRIMARY KEY,
	condition condition NOT NULL,
	rate      numeric NOT NULL,
	in_force  daterange NOT NULL,
	known     daterange NOT NULL,
	title     text NOT NULL,
	citation  text NOT NULL,
	note      text,
	builtin   boolean NOT NULL DEFAULT false,
	CONSTRAINT tariff_band_rate_not_negative CHECK (rate >= 0),
	CONSTRAINT tariff_band_known_stated CHECK (NOT isempty(known))
);

COMMENT ON TABLE tariff_band IS
	'Bands of performance and memory bandwidth in which an imported chip bears the Section 232 '
	'duty';
COMMENT ON COLUMN tariff_band.id IS 'heading of the tariff schedule and number of the band';
COMMENT ON COLUMN tariff_band.condition IS 'the band, a condition on facts of the chip';
COMMENT ON COLUMN tariff_band.rate IS 'duty as a fraction of customs value: 0.25 is 25 percent';
COMMENT ON COLUMN tariff_band.in_force IS 'when goods are entered for consumption';
COMMENT ON COLUMN tariff_band.known IS 'from when the text was public until another took its place';
COMMENT ON COLUMN tariff_band.title IS 'what the band is, in a sentence';
COMMENT ON COLUMN tariff_band.citation IS 'source';
COMMENT ON COLUMN tariff_band.note IS 'confidence, and doubts';

INSERT INTO tariff_band
	(id, condition, rate, in_force, known, title, citation, note, builtin)
VALUES
	('9903.79.01/1',
	 $$14000 < tpp < 17500 and 4500 < memory_bandwidth < 5000$$,
	 0.25, '[2026-01-15,)', '[2026-01-14,)',
	 'Chips like the NVIDIA H200 bear a duty of 25 percent.',
	 'Proclamation 11002 of 2026-01-14; HTS 9903.79.01; CBP CSMS 67400472',
	 '[V2] From 12:01 a.m. eastern standard time on 2026-01-15, on goods of 8471.50, 8471.80 and '
	 '8473.30. Exempt by use, and not modelled: datacenters, repair, research and development and '
	 'start-ups in the United States, consumer and civil industrial goods that are not for '
	 'datacenters, the public sector, other uses that the Department of Commerce approves. The '
	 'annex itself was not read.',
	 true),
	('9903.79.01/2',
	 $$20800 < tpp < 21100 and 5800 < memory_bandwidth < 6200$$,
	 0.25, '[2026-01-15,)', '[2026-01-14,)',
	 'Chips like the AMD MI325X bear a duty of 25 percent.',
	 'Proclamation 11002 of 2026-01-14; HTS 9903.79.01',
	 '[V2] Two secondary sources agree on this band; the annex itself was not read. Goods, date '
	 'and exemptions as for the first band.',
	 true);

CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON tariff_band
	FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.id');
