-- Scenarios for the rules of the United States: what is enforced, what is printed, and what might
-- have been.
--
-- A scenario overrides when a rule is in force, by id; what a rule says, and since when it is
-- known, stays the same.

INSERT INTO scenario (name, description, citation, builtin) VALUES
	('enforced',
	 'What the regulator enforces. No overrides: the rules as loaded.',
	 'BIS press release of 2025-05-13; BIS guidance of 2026-05-31', true),
	('codified',
	 'What the Code of Federal Regulations prints. It differs from enforced where a text is '
	 'printed and not enforced: the worldwide requirement of AI Diffusion, its license exceptions '
	 'and its review policies.',
	 '15 CFR 742.6(a)(6)(iii)(A), (b)(10)(iii), 740.27 to 740.29 as of 2026-09-24; '
	 'GAO B-337935 of 2026-05-12', true),
	('diffusion',
	 'AI Diffusion enforced from its compliance date of 2025-05-15, as was expected until '
	 '2025-05-13.',
	 '90 FR 4544', true),
	('h20_pause',
	 'The license requirement of April 2025 for H20 and its like never imposed, as was reported '
	 'on 2025-04-09 after a dinner at Mar-a-Lago.',
	 'NPR, 2025-04-09', true),
	('h20_stays',
	 'The license requirement of April 2025 for H20 and its like never relaxed: no assurance of '
	 'July 2025.',
	 'NVIDIA Corporation, Form 8-K of 2025-04-15', true);

-- AI Diffusion, in the two worlds where it must be complied with from 2025-05-15
INSERT INTO scenario_rule (scenario, rule, in_force, note, builtin)
SELECT scenario.name, diffusion.rule, '[2025-05-15,)', diffusion.note, true
FROM (VALUES ('codified'), ('diffusion')) AS scenario (name),
	 (VALUES
		('DIFFUSION.rs.a',              'The worldwide requirement for .a items.'),
		('DIFFUSION.rs.4E091',          'The worldwide requirement for model weights.'),
		('AIA/2025',                    'License Exception AIA.'),
		('ACM/2025',                    'License Exception ACM.'),
		('LPP/2025',                    'License Exception LPP.'),
		('DIFFUSION.review.d5',         'Presumption of denial for Macau and Country Group D:5.'),
		('DIFFUSION.review.4E091',      'Presumption of denial for model weights.'),
		('DIFFUSION.review.aia',        'Presumption of approval for Supplement No. 5(a).'),
		('DIFFUSION.review.allocation', 'Presumption of approval within a country''s allocation.'))
		AS diffusion (rule, note);

-- The letters of April 2025 and what was said of them in July
INSERT INTO scenario_rule (scenario, rule, in_force, note, builtin) VALUES
	('h20_pause', 'LETTER.nvidia/2025',           'empty',
	 'The pause that was reported, made lasting.', true),
	('h20_pause', 'LETTER.amd/2025',              'empty',
	 'The same measure to AMD; the report speaks of H20.', true),
	('h20_pause', 'LETTER.intel/2025',            'empty',
	 'The same measure to Intel; the report speaks of H20.', true),
	('h20_pause', 'REVIEW.assurance.nvidia/2025', 'empty',
	 'Without the requirement there is nothing to assure.', true),
	('h20_pause', 'REVIEW.assurance.amd/2025',    'empty',
	 'Without the requirement there is nothing to assure.', true),
	('h20_stays', 'REVIEW.assurance.nvidia/2025', 'empty', 'No assurance to NVIDIA.', true),
	('h20_stays', 'REVIEW.assurance.amd/2025',    'empty', 'No assurance to AMD.', true);
