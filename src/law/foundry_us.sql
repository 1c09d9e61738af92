-- The foundry presumption: Note 1 to 3A090.a (90 FR 5298).
--
-- A front-end fabricator or OSAT company that exports an applicable advanced logic integrated
-- circuit (16/14 nm or below, or non-planar transistors) must presume that it is 3A090.a and
-- designed or marketed for datacenters. Among the ways to overcome the presumption is an
-- attestation, by the fabricator that packages the die outside Macau and Country Group D:5 or by an
-- approved OSAT company, that the packaged circuit has fewer transistors than a number that depends
-- on the year. The presumption binds fabricators and OSAT companies only, so it is not a rule about
-- the item: the numbers stand in a table of their own.

CREATE TABLE foundry_presumption (
	in_force          daterange PRIMARY KEY,
	without_hbm_below numeric NOT NULL,
	any_below         numeric NOT NULL,
	known             daterange NOT NULL,
	citation          text NOT NULL,
	note              text NOT NULL,
	builtin           boolean NOT NULL DEFAULT false,
	CONSTRAINT foundry_presumption_periods_stated
		CHECK (NOT isempty(in_force) AND NOT isempty(known)),
	CONSTRAINT foundry_presumption_counts_positive
		CHECK (any_below > 0 AND without_hbm_below >= any_below)
);

COMMENT ON TABLE foundry_presumption IS
	'Transistor counts below which an attestation overcomes the presumption that an advanced '
	'logic circuit is 3A090.a (Note 1 to 3A090.a), by year of export';
COMMENT ON COLUMN foundry_presumption.in_force IS
	'when the export, reexport or transfer is completed';
COMMENT ON COLUMN foundry_presumption.without_hbm_below IS
	'for a packaged circuit without high bandwidth memory: aggregated approximated transistor '
	'count below this many billions';
COMMENT ON COLUMN foundry_presumption.any_below IS
	'for any packaged circuit, with or without high bandwidth memory: aggregated approximated '
	'transistor count below this many billions';
COMMENT ON COLUMN foundry_presumption.known IS
	'from when the text was public until another took its place';
COMMENT ON COLUMN foundry_presumption.citation IS 'source';
COMMENT ON COLUMN foundry_presumption.note IS 'confidence, and doubts';

INSERT INTO foundry_presumption
	(in_force, without_hbm_below, any_below, known, citation, note, builtin)
VALUES
	('[2025-01-31,2027-01-01)', 30, 30, '[2025-01-16,)',
	 '15 CFR 774 Supp. 1, Note 1 to 3A090.a; 90 FR 5298',
	 '[V] Before 2027 there is one limit, whatever the memory. Effective 2025-01-16, to be '
	 'complied with from 2025-01-31 [V2].',
	 true),
	('[2027-01-01,2028-01-01)', 35, 30, '[2025-01-16,)',
	 '15 CFR 774 Supp. 1, Note 1 to 3A090.a; 90 FR 5298',
	 '[V] "35 billion transistors for any exports, reexports, or transfers (in-country) completed '
	 'in 2027".',
	 true),
	('[2028-01-01,2029-01-01)', 30, 30, '[2025-01-16,)',
	 '15 CFR 774 Supp. 1, Note 1 to 3A090.a; 90 FR 5298',
	 '[V] The text states no higher limit for 2028, so what is left is the limit without a year. '
	 'The preamble is recalled to read 35 billion for 2027 and later [R]; between 30 and 35 '
	 'billion, ask.',
	 true),
	('[2029-01-01,)', 40, 30, '[2025-01-16,)',
	 '15 CFR 774 Supp. 1, Note 1 to 3A090.a; 90 FR 5298',
	 '[V] "40 billion ... completed in 2029 or thereafter".',
	 true);

CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON foundry_presumption
	FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.in_force');
