-- Rules of the United States for advanced computing chips: the Export Administration Regulations
-- (EAR, 15 CFR 730-774) since 2022-10-07, the letters that BIS sent to single firms, and the
-- guidance that turns on what the item is.
--
-- Both clocks are kept. in_force is legal effect (for texts with a later compliance date: from that
-- date); known is from the day the text was public until another version of the same id took its
-- place. A text that a later one ended has two versions: one known before that was announced, with
-- in_force open, and one known since, with in_force closed. AI Diffusion, withdrawn before it had
-- to be complied with, has a second version that is never in force.
--
-- An id is the paragraph or the subject, then the year its text took effect: '3A090.a/2022' and
-- '3A090.a/2023' are two texts that followed one another. Rules without a year are older than the
-- period covered.
--
-- A note begins with what the row rests on:
--     [V]  the text of the rule or filing was read          [R]  recalled, no source at hand
--     [V2] a secondary source was read: law firm, press     [C]  computed from such
--
-- What no rule here can see, and must be checked apart: Entity List and other list-based controls,
-- foreign direct product rules (734.9), the .z paragraphs, deemed exports, validated end users. Of
-- end uses and end users the rules see what is stated.
--
-- Text that is in force was read in a copy of the eCFR as of 2026-09-24, unless a note names another;
-- the Commerce Control List and the Country Chart in one as of 2026-07-23.

-- 1. Classification: what the item is -------------------------------------------------------------
--
-- The facts of a computer are those of the highest-rated circuit in it, so each 4A entry repeats a
-- 3A entry. Note 2 of 2023 is folded into .a and .b: an item that is neither for datacenters nor at
-- 4800 is not 3A090.

-- 1.1 The interim final rule of October 2022 (87 FR 62186): transfer rate and performance, both
INSERT INTO rule
	(id, kind, rank, condition, eccn, in_force, known, title, citation, url, note, builtin)
VALUES
	('3A090.a/2022', 'classification', 10,
	 $$form = 'ic' and interconnect_bandwidth >= 600 and tpp >= 4800$$,
	 '3A090.a', '[2022-10-21,)', '[2022-10-07,2023-10-17)',
	 'Integrated circuits that transfer 600 GB/s or more to and from other circuits and have a '
	 'total processing performance of 4800 or more are 3A090.a.',
	 '15 CFR 774 Supp. 1, ECCN 3A090.a (2022); 87 FR 62186',
	 'https://www.federalregister.gov/citation/87-FR-62186',
	 '[V] Both tests had to be met; parts held to 400 GB/s (A800, H800) met one. The text says '
	 'TOPS times bit length, read as TPP. That only dense rates count is written since 2023, for '
	 '2022 it is [R]. That the entry took effect on 2022-10-21, not on 2022-10-07, is [R].',
	 true),
	('3A090.a/2022', 'classification', 10,
	 $$form = 'ic' and interconnect_bandwidth >= 600 and tpp >= 4800$$,
	 '3A090.a', '[2022-10-21,2023-11-17)', '[2023-10-17,)',
	 'Integrated circuits that transfer 600 GB/s or more to and from other circuits and have a '
	 'total processing performance of 4800 or more are 3A090.a.',
	 '15 CFR 774 Supp. 1, ECCN 3A090.a (2022); 87 FR 62186, ended by 88 FR 73458',
	 'https://www.federalregister.gov/citation/87-FR-62186',
	 '[V] Replaced on 2023-11-17 by a text without a transfer rate.',
	 true),
	('4A090.a/2022', 'classification', 20,
	 $$form = 'computer' and interconnect_bandwidth >= 600 and tpp >= 4800$$,
	 '4A090.a', '[2022-10-21,)', '[2022-10-07,2023-10-17)',
	 'Computers, electronic assemblies and components that contain a circuit of 3A090.a are '
	 '4A090.a.',
	 '15 CFR 774 Supp. 1, ECCN 4A090.a (2022); 87 FR 62186',
	 'https://www.federalregister.gov/citation/87-FR-62186',
	 '[V] for the entry and its subject; its wording of 2022 and its effective date of 2022-10-21 '
	 'are [R].',
	 true),
	('4A090.a/2022', 'classification', 20,
	 $$form = 'computer' and interconnect_bandwidth >= 600 and tpp >= 4800$$,
	 '4A090.a', '[2022-10-21,2023-11-17)', '[2023-10-17,)',
	 'Computers, electronic assemblies and components that contain a circuit of 3A090.a are '
	 '4A090.a.',
	 '15 CFR 774 Supp. 1, ECCN 4A090.a (2022); 87 FR 62186, ended by 88 FR 73458',
	 'https://www.federalregister.gov/citation/87-FR-62186',
	 '[V] Replaced on 2023-11-17 with 3A090.a.',
	 true);

-- 1.2 The interim final rule of October 2023 (88 FR 73458): performance and performance density
INSERT INTO rule
	(id, kind, rank, condition, eccn, in_force, known, title, citation, url, note, builtin)
VALUES
	('3A090.a/2023', 'classification', 10,
	 $$form = 'ic' and (tpp >= 4800 or (datacenter and tpp >= 1600
	   and performance_density >= 5.92))$$,
	 '3A090.a', '[2023-11-17,)', '[2023-10-17,)',
	 'Integrated circuits with a total processing performance of 4800 or more, or of 1600 or more '
	 'and a performance density of 5.92 or more, are 3A090.a.',
	 '15 CFR 774 Supp. 1, ECCN 3A090.a.1, a.2 and Note 2; 88 FR 73458',
	 'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%201%20to%20Part%20774',
	 '[V] Unchanged in the CFR of 2026-09-24. Note 2 takes items out that are neither designed or '
	 'marketed for datacenters nor at 4800. The foundry presumption of Note 1 binds fabricators '
	 'and packagers only; see foundry_presumption.',
	 true),
	('4A090.a/2023', 'classification', 20,
	 $$form = 'computer' and (tpp >= 4800 or (datacenter and tpp >= 1600
	   and performance_density >= 5.92))$$,
	 '4A090.a', '[2023-11-17,)', '[2023-10-17,)',
	 'Computers, electronic assemblies and components that contain a circuit meeting or exceeding '
	 '3A090.a are 4A090.a.',
	 '15 CFR 774 Supp. 1, ECCN 4A090.a and Note 4 to 3A090; 88 FR 73458',
	 'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%201%20to%20Part%20774',
	 '[V] Note 4 to 3A090: a circuit that Note 2 excludes from 3A090 does not make its computer '
	 '4A090 either. Whether the computer or the circuit is for datacenters is one fact here.',
	 true),
	('3A090.b/2023', 'classification', 30,
	 $$form = 'ic' and datacenter and ((2400 <= tpp < 4800 and 1.6 <= performance_density < 5.92)
	   or (tpp >= 1600 and 3.2 <= performance_density < 5.92))$$,
	 '3A090.b', '[2023-11-17,)', '[2023-10-17,)',
	 'Integrated circuits for datacenters with a total processing performance from 2400 to below '
	 '4800 and a performance density from 1.6 to below 5.92, or of 1600 or more and a density '
	 'from 3.2 to below 5.92, are 3A090.b.',
	 '15 CFR 774 Supp. 1, ECCN 3A090.b.1, b.2 and Note 2; 88 FR 73458',
	 'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%201%20to%20Part%20774',
	 '[V] Lower bounds are inclusive, upper bounds exclusive. The text of b.2 has no upper bound '
	 'of performance; what reaches 4800 is 3A090.a first.',
	 true),
	('3A991.p', 'classification', 60,
	 $$form = 'ic' and (tops >= 8 or interconnect_bandwidth >= 150)$$,
	 '3A991.p', '[2022-10-21,)', '[2022-10-07,)',
	 'Other integrated circuits of 8 TOPS or more, or that transfer 150 GB/s or more to and from '
	 'other circuits, are 3A991.p.',
	 '15 CFR 774 Supp. 1, ECCN 3A991.p.1, p.2; 87 FR 62186',
	 'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%201%20to%20Part%20774',
	 '[V] for the text of today; that the rule of October 2022 created it, effective 2022-10-21, '
	 'is [R].',
	 true),
	('4A994.l', 'classification', 70,
	 $$form = 'computer' and (tops >= 8 or interconnect_bandwidth >= 150)$$,
	 '4A994.l', '[2022-10-21,)', '[2022-10-07,)',
	 'Other computers, electronic assemblies and components that contain a circuit meeting or '
	 'exceeding 3A991.p are 4A994.l.',
	 '15 CFR 774 Supp. 1, ECCN 4A994.l; 87 FR 62186',
	 'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%201%20to%20Part%20774',
	 '[V] for the text of today; that the rule of October 2022 created it, effective 2022-10-21, '
	 'is [R].',
	 true);

-- 1.3 What 3A991 described long before
INSERT INTO rule
	(id, kind, rank, condition, eccn, in_force, known, title, citation, url, note, builtin)
VALUES
	('3A991.a', 'classification', 65,
	 $$form = 'ic' and tops >= 0.005$$,
	 '3A991.a.1', '[2022-10-07,)', '(,)',
	 'Other microprocessors of 5 GFLOPS or more, with an arithmetic logic unit of 32 bits or more, '
	 'are 3A991.a.1.',
	 '15 CFR 774 Supp. 1, ECCN 3A991.a.1',
	 'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%201%20to%20Part%20774',
	 '[V] Text of 2026-07-23. No fact tells the width of the arithmetic logic unit: a circuit of '
	 'this speed is taken to reach 32 bits. The entry is older than the period covered.',
	 true),
	('4A994.b', 'classification', 75,
	 $$form = 'computer' and tops >= 0.0142$$,
	 '4A994.b', '[2022-10-07,)', '(,)',
	 'Other computers with an adjusted peak performance of 0.0128 WT or more are 4A994.b.',
	 '15 CFR 774 Supp. 1, ECCN 4A994.b',
	 'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%201%20to%20Part%20774',
	 '[C] The text counts rates of 64 bits with a weight of 0.3 or 0.9, and those of all processors. '
	 'Below 0.0142 TFLOPS, which is 0.0128 / 0.9, one circuit cannot reach it; from there on it is '
	 'taken to be reached. The entry is older than the period covered.',
	 true);

-- 1.4 Corrections of April 2024 (89 FR 23876), memory of December 2024 (89 FR 96790), and the rest
INSERT INTO rule
	(id, kind, rank, condition, eccn, in_force, known, title, citation, url, note, builtin)
VALUES
	('4A090.b/2023', 'classification', 40,
	 $$form = 'computer' and datacenter and ((2400 <= tpp < 4800
	   and 1.6 <= performance_density < 5.92) or (tpp >= 1600
	   and 3.2 <= performance_density < 5.92))$$,
	 '4A090.b', '[2023-11-17,)', '[2023-12-29,2024-03-29)',
	 'Computers, electronic assemblies and components that contain a circuit meeting or exceeding '
	 '3A090.b are 4A090, in the paragraph that was then reserved.',
	 '15 CFR 774 Supp. 1, ECCN 4A090 (2023); 88 FR 73458; BIS FAQs of 2023-12-29',
	 'https://www.federalregister.gov/citation/88-FR-73458',
	 '[V2] Kelley Drye on the FAQs: NAC also applies to 4A090 items that are not enumerated under '
	 '4A090.a, although 4A090.b is reserved. Before the FAQs nobody could know it from the text, '
	 'so the row is known from their day.',
	 true),
	('4A090.b/2023', 'classification', 40,
	 $$form = 'computer' and datacenter and ((2400 <= tpp < 4800
	   and 1.6 <= performance_density < 5.92) or (tpp >= 1600
	   and 3.2 <= performance_density < 5.92))$$,
	 '4A090.b', '[2023-11-17,2024-04-04)', '[2024-03-29,)',
	 'Computers, electronic assemblies and components that contain a circuit meeting or exceeding '
	 '3A090.b are 4A090, in the paragraph that was then reserved.',
	 '15 CFR 774 Supp. 1, ECCN 4A090 (2023); 88 FR 73458; BIS FAQs of 2023-12-29, ended by 89 FR '
	 '23876',
	 'https://www.federalregister.gov/citation/88-FR-73458',
	 '[V2] Replaced on 2024-04-04, when the paragraph was filled.',
	 true),
	('4A090.b/2024', 'classification', 40,
	 $$form = 'computer' and datacenter and ((2400 <= tpp < 4800
	   and 1.6 <= performance_density < 5.92) or (tpp >= 1600
	   and 3.2 <= performance_density < 5.92))$$,
	 '4A090.b', '[2024-04-04,)', '[2024-03-29,)',
	 'Computers, electronic assemblies and components that contain a circuit meeting or exceeding '
	 '3A090.b are 4A090.b.',
	 '15 CFR 774 Supp. 1, ECCN 4A090.b; 89 FR 23876',
	 'https://www.federalregister.gov/citation/89-FR-23876',
	 '[V] for the text of today. The paragraph was reserved from 2023-11-17 ([V2], BIS FAQs of '
	 '2023-12-29, which treat such computers as 4A090 all the same); that the corrections of '
	 'April 2024 filled it is [R].',
	 true),
	('3A090.c/2024', 'classification', 50,
	 $$form = 'hbm' and memory_bandwidth_density > 2$$,
	 '3A090.c', '[2024-12-02,)', '[2024-12-02,)',
	 'High bandwidth memory with a memory bandwidth density greater than 2 gigabytes per second '
	 'per square millimeter is 3A090.c.',
	 '15 CFR 774 Supp. 1, ECCN 3A090.c and Technical Note 1; 89 FR 96790',
	 'https://www.federalregister.gov/citation/89-FR-96790',
	 '[V] Strictly greater. Memory packaged together with a processor whose dominant function is '
	 'processing is not 3A090.c. License requirements had to be met from 2024-12-31.',
	 true),
	('4E091/2025', 'classification', 900,
	 $$false$$,
	 '4E091', '[2025-01-13,)', '[2025-01-13,)',
	 'Parameters of an AI model trained with 10^26 or more operations are 4E091.',
	 '15 CFR 774 Supp. 1, ECCN 4E091; 90 FR 4544', 'https://www.federalregister.gov/citation/90-FR-4544',
	 '[V] No fact of a chip tells it, so no chip is ever classified so; ask classify_eccn(). Weights that are '
	 'published, and models less capable than the most advanced published one, are outside it.',
	 true),
	('5A002.z/2023', 'classification', 901,
	 $$false$$,
	 '5A002.z', '[2023-11-17,)', '[2023-10-17,)',
	 'Items of 5A002 that meet 3A090 or 4A090, too, are 5A002.z.',
	 '15 CFR 774 Supp. 1, ECCN 5A002.z; 88 FR 73458',
	 'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%201%20to%20Part%20774',
	 '[V] No fact of a chip tells of its encryption: the maker states it. Paragraphs that end in .a (of '
	 '5A992: .1) meet 3A090.a or 4A090.a, those in .b (.2) meet the .b paragraphs.',
	 true),
	('5A004.z/2023', 'classification', 901,
	 $$false$$,
	 '5A004.z', '[2023-11-17,)', '[2023-10-17,)',
	 'Items of 5A004 that meet 3A090 or 4A090, too, are 5A004.z.',
	 '15 CFR 774 Supp. 1, ECCN 5A004.z; 88 FR 73458',
	 'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%201%20to%20Part%20774',
	 '[V] No fact of a chip tells of its encryption: the maker states it. Paragraphs that end in .a (of '
	 '5A992: .1) meet 3A090.a or 4A090.a, those in .b (.2) meet the .b paragraphs.',
	 true),
	('5A992.z/2023', 'classification', 901,
	 $$false$$,
	 '5A992.z', '[2023-11-17,)', '[2023-10-17,)',
	 'Mass-market encryption items that meet 3A090 or 4A090, too, are 5A992.z.',
	 '15 CFR 774 Supp. 1, ECCN 5A992.z; 88 FR 73458',
	 'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%201%20to%20Part%20774',
	 '[V] No fact of a chip tells of its encryption: the maker states it. Paragraphs that end in .a (of '
	 '5A992: .1) meet 3A090.a or 4A090.a, those in .b (.2) meet the .b paragraphs.',
	 true),
	('5A992.c', 'classification', 902,
	 $$false$$,
	 '5A992.c', '[2022-10-07,)', '(,)',
	 'Mass-market encryption items are 5A992.c.',
	 '15 CFR 774 Supp. 1, ECCN 5A992.c',
	 'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%201%20to%20Part%20774',
	 '[V] No fact of a chip tells it: the maker states it. Anti-terrorism controls only, but for what '
	 'parts 744 and 746 ask. The entry is older than the period covered.',
	 true),
	('5D992.c', 'classification', 902,
	 $$false$$,
	 '5D992.c', '[2022-10-07,)', '(,)',
	 'Mass-market encryption software is 5D992.c.',
	 '15 CFR 774 Supp. 1, ECCN 5D992.c',
	 'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%201%20to%20Part%20774',
	 '[V] No fact of a chip tells it: the maker states it. Anti-terrorism controls only, but for what '
	 'parts 744 and 746 ask. The entry is older than the period covered.',
	 true),
	('5A991', 'classification', 902,
	 $$false$$,
	 '5A991', '[2022-10-07,)', '(,)',
	 'Telecommunications equipment that 5A001 does not control is 5A991.',
	 '15 CFR 774 Supp. 1, ECCN 5A991',
	 'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%201%20to%20Part%20774',
	 '[V] No fact of a chip tells it: the maker states it. Anti-terrorism controls only, but for what '
	 'parts 744 and 746 ask. The entry is older than the period covered.',
	 true),
	('3A992', 'classification', 902,
	 $$false$$,
	 '3A992', '[2022-10-07,)', '(,)',
	 'Electronics that the entries of 3A do not control, and that 3A992 lists, are 3A992.',
	 '15 CFR 774 Supp. 1, ECCN 3A992',
	 'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%201%20to%20Part%20774',
	 '[V] No fact of a chip tells it: the maker states it. Anti-terrorism controls only, but for what '
	 'parts 744 and 746 ask. The entry is older than the period covered.',
	 true),
	('EAR99', 'classification', 1000,
	 $$true$$,
	 'EAR99', '[2022-10-07,)', '(,)',
	 'An item that no entry above describes is taken to be EAR99.',
	 '15 CFR 734.3(c), 774 Supp. 1', 'https://www.ecfr.gov/current/title-15/section-734.3',
	 '[R] A reading of this rulebook, not a finding about the item: entries that are not loaded '
	 '(3A001, 4A003, 5A002, 5A992 and others) may describe it. Next to no processor comes here: '
	 'from 5 GFLOPS on it is 3A991.a.1. The basket is older than the period covered.',
	 true);

-- 2. Requirements: when a license is needed, and for what reason ----------------------------------
--
-- Reasons: RS regional stability (742.6), AT anti-terrorism, 744.23(a)(1) supercomputers,
-- 744.23(a)(3) advanced computing items for entities headquartered in Macau or Country Group D:5,
-- IS-INFORMED letters under 744.23(b) and the like, EMBARGO and RUSSIA part 746. They are kept
-- apart because license exceptions overcome some and not others.

-- 2.1 Regional stability, 742.6(a)(6)
INSERT INTO rule
	(id, kind, rank, condition, reason, in_force, known, title, citation, url, note, builtin)
VALUES
	('RS.a/2022', 'requirement', 10,
	 $$eccn in (3A090, 4A090) and destination = CN$$,
	 'RS', '[2022-10-21,)', '[2022-10-07,2023-10-17)',
	 'A license is required for 3A090 and 4A090 to or within China.',
	 '15 CFR 742.6(a)(6)(i) (2022); 87 FR 62186',
	 'https://www.federalregister.gov/citation/87-FR-62186',
	 '[V] The rule of October 2022 named China alone; Macau was added on 2023-01-17. A letter of '
	 '2022-08-26 had already told NVIDIA that A100 and H100 needed a license to China and Russia '
	 '[V2]; it precedes the period covered and is not loaded, so dates before 2022-10-21 show no '
	 'such requirement.',
	 true),
	('RS.a/2022', 'requirement', 10,
	 $$eccn in (3A090, 4A090) and destination = CN$$,
	 'RS', '[2022-10-21,2023-11-17)', '[2023-10-17,)',
	 'A license is required for 3A090 and 4A090 to or within China.',
	 '15 CFR 742.6(a)(6)(i) (2022); 87 FR 62186, ended by 88 FR 73458',
	 'https://www.federalregister.gov/citation/87-FR-62186',
	 '[V] Replaced on 2023-11-17 by a requirement for Country Groups D:1, D:4 and D:5.',
	 true),
	('RS.a.macau/2023', 'requirement', 11,
	 $$eccn in (3A090, 4A090) and destination = MO$$,
	 'RS', '[2023-01-17,)', '[2023-01-17,2023-10-17)',
	 'A license is required for 3A090 and 4A090 to or within Macau.',
	 '15 CFR 742.6(a)(6)(i); 88 FR 2821', 'https://www.federalregister.gov/citation/88-FR-2821',
	 '[V] Text read as amended. The rule was published on 2023-01-18 and took effect on '
	 '2023-01-17 [V2].',
	 true),
	('RS.a.macau/2023', 'requirement', 11,
	 $$eccn in (3A090, 4A090) and destination = MO$$,
	 'RS', '[2023-01-17,2023-11-17)', '[2023-10-17,)',
	 'A license is required for 3A090 and 4A090 to or within Macau.',
	 '15 CFR 742.6(a)(6)(i); 88 FR 2821, ended by 88 FR 73458',
	 'https://www.federalregister.gov/citation/88-FR-2821',
	 '[V] Replaced on 2023-11-17: Macau is in Country Groups D:1 and D:4.',
	 true),
	('RS.a/2023', 'requirement', 20,
	 $$eccn in (3A090.a, 4A090.a, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1) and destination in (D:1, D:4, D:5, MO)
	   and destination not in (A:5, A:6)$$,
	 'RS', '[2023-11-17,)', '[2023-10-17,)',
	 'A license is required for 3A090.a and 4A090.a to or within Country Groups D:1, D:4 and D:5, '
	 'unless the destination is also in A:5 or A:6.',
	 '15 CFR 742.6(a)(6)(iii) (2023); 88 FR 73458',
	 'https://www.federalregister.gov/citation/88-FR-73458',
	 '[V] The CFR has printed a worldwide requirement instead since 2025-01-13 (DIFFUSION.rs.a), '
	 'which BIS does not enforce; this scope is the one enforced ([V2], BIS guidance of '
	 '2026-05-31). Never closed, because the worldwide text includes it.',
	 true),
	('RS.a.uae/2026', 'requirement', 21,
	 $$eccn in (3A090.a, 4A090.a, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1) and destination = AE$$,
	 'RS', '[2026-07-10,)', '[2026-07-10,)',
	 'A license is required for 3A090.a and 4A090.a to or within the United Arab Emirates.',
	 '15 CFR 742.6(a)(6)(iii)(A), 740 Supp. 8; 91 FR 43034',
	 'https://www.federalregister.gov/citation/91-FR-43034',
	 '[V] eCFR of 2026-09-24. On 2026-07-10 the Emirates left D:4 for A:5, and so the scope that '
	 'BIS enforces elsewhere for .a items. Supplement No. 8 frees the entities that it names, '
	 '"consistent with 742.6(a)(6)(iii)(A)-(B)": the rule builds on (A) for the Emirates, and '
	 'what is freed for some is required of the others. The printed policy, a presumption of '
	 'approval within 790,000,000 TPP, is that of AI Diffusion; which policy is applied was not '
	 'found, so none is stated.',
	 true),
	('RS.b/2023', 'requirement', 30,
	 $$eccn in (3A090.b, 4A090.b, 5A002.z.1.b, 5A002.z.2.b, 5A002.z.3.b,
	   5A002.z.4.b, 5A002.z.5.b, 5A004.z.1.b, 5A004.z.2.b, 5A992.z.2) and destination in (D:1, D:4, D:5, MO)
	   and destination not in (A:5, A:6)$$,
	 'RS', '[2023-11-17,)', '[2023-10-17,2026-07-10)',
	 'A license is required for 3A090.b and 4A090.b to or within Country Groups D:1, D:4 and D:5, '
	 'unless the destination is also in A:5 or A:6.',
	 '15 CFR 742.6(a)(6)(iii) (2023), (iii)(B) since 2025; 88 FR 73458, 90 FR 4544',
	 'https://www.federalregister.gov/citation/88-FR-73458',
	 '[V] The scope stayed the same when AI Diffusion moved it to (iii)(B).',
	 true),
	('RS.b/2023', 'requirement', 30,
	 $$eccn in (3A090.b, 4A090.b, 5A002.z.1.b, 5A002.z.2.b, 5A002.z.3.b,
	   5A002.z.4.b, 5A002.z.5.b, 5A004.z.1.b, 5A004.z.2.b, 5A992.z.2) and destination in (D:1, D:4, D:5, MO)
	   and destination not in (A:5, A:6)$$,
	 'RS', '[2023-11-17,2026-07-10)', '[2026-07-10,)',
	 'A license is required for 3A090.b and 4A090.b to or within Country Groups D:1, D:4 and D:5, '
	 'unless the destination is also in A:5 or A:6.',
	 '15 CFR 742.6(a)(6)(iii) (2023), (iii)(B) since 2025; 88 FR 73458, 90 FR 4544, ended by 91 '
	 'FR 43034',
	 'https://www.federalregister.gov/citation/88-FR-73458',
	 '[V] Replaced on 2026-07-10 by a text that names the United Arab Emirates.',
	 true),
	('RS.b/2026', 'requirement', 30,
	 $$eccn in (3A090.b, 4A090.b, 5A002.z.1.b, 5A002.z.2.b, 5A002.z.3.b,
	   5A002.z.4.b, 5A002.z.5.b, 5A004.z.1.b, 5A004.z.2.b, 5A992.z.2) and (destination = AE or (destination in (D:1, D:4, D:5, MO)
	   and destination not in (A:5, A:6)))$$,
	 'RS', '[2026-07-10,)', '[2026-07-10,)',
	 'A license is required for 3A090.b and 4A090.b to or within the United Arab Emirates, and to '
	 'or within Country Groups D:1, D:4 and D:5 unless the destination is also in A:5 or A:6.',
	 '15 CFR 742.6(a)(6)(iii)(B); 91 FR 43034',
	 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V] eCFR of 2026-09-24. Entities of Supplement No. 8 to part 740 are freed by the rows '
	 'SUPP8. Published on 2026-07-14; Supplement No. 8 dates two of its entries 7/10/2026, which '
	 'supports that it was public on its effective date [C].',
	 true),
	('RS.c/2024', 'requirement', 40,
	 $$eccn in (3A090.c) and destination in (D:5, MO)$$,
	 'RS', '[2024-12-31,)', '[2024-12-02,)',
	 'A license is required for 3A090.c to or within Macau and Country Group D:5.',
	 '15 CFR 742.6(a)(6)(i)(B); 89 FR 96790', 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V] Effective 2024-12-02, to be complied with from 2024-12-31.',
	 true);

-- 2.2 The worldwide requirement of AI Diffusion (90 FR 4544)
INSERT INTO rule
	(id, kind, rank, condition, reason, in_force, known, title, citation, url, note, builtin)
VALUES
	('DIFFUSION.rs.a', 'requirement', 50,
	 $$eccn in (3A090.a, 4A090.a, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1) and destination != US$$,
	 'RS', '[2025-05-15,)', '[2025-01-13,2025-05-13)',
	 'A license is required for 3A090.a and 4A090.a to or within every destination.',
	 '15 CFR 742.6(a)(6)(iii)(A); 90 FR 4544',
	 'https://www.federalregister.gov/citation/90-FR-4544',
	 '[V] Effective 2025-01-13, published 2025-01-15, to be complied with from 2025-05-15 [V2].',
	 true),
	('DIFFUSION.rs.a', 'requirement', 50,
	 $$eccn in (3A090.a, 4A090.a, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1) and destination != US$$,
	 'RS', 'empty', '[2025-05-13,)',
	 'A license is required for 3A090.a and 4A090.a to or within every destination.',
	 '15 CFR 742.6(a)(6)(iii)(A); 90 FR 4544; BIS press release of 2025-05-13',
	 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V] Two days before it had to be complied with, BIS announced that it would rescind and not '
	 'enforce it. No rescission was published; the CFR of 2026-09-24 still prints it. In force in '
	 'the scenarios codified and diffusion.',
	 true),
	('DIFFUSION.rs.4E091', 'requirement', 51,
	 $$eccn in (4E091) and destination != US$$,
	 'RS', '[2025-05-15,)', '[2025-01-13,2025-05-13)',
	 'A license is required for 4E091 to or within every destination.',
	 '15 CFR 742.6(a)(13); 90 FR 4544', 'https://www.federalregister.gov/citation/90-FR-4544',
	 '[V] Effective 2025-01-13, to be complied with from 2025-05-15 [V2].',
	 true),
	('DIFFUSION.rs.4E091', 'requirement', 51,
	 $$eccn in (4E091) and destination != US$$,
	 'RS', 'empty', '[2025-05-13,)',
	 'A license is required for 4E091 to or within every destination.',
	 '15 CFR 742.6(a)(13); 90 FR 4544; BIS press release of 2025-05-13',
	 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V] Printed and not enforced, as DIFFUSION.rs.a.',
	 true);

-- 2.3 End users and end uses, 744.23
INSERT INTO rule
	(id, kind, rank, condition, reason, in_force, known, title, citation, url, note, builtin)
VALUES
	('HQ.ab/2023', 'requirement', 60,
	 $$eccn in (3A090.a, 3A090.b, 4A090.a, 4A090.b, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1,
	   5A002.z.1.b, 5A002.z.2.b, 5A002.z.3.b,
	   5A002.z.4.b, 5A002.z.5.b, 5A004.z.1.b, 5A004.z.2.b, 5A992.z.2) and headquarters in (D:5, MO)
	   and destination != US and (destination not in (D:1, D:4, D:5, MO) or destination in (A:5,
	   A:6))$$,
	 '744.23(a)(3)', '[2023-11-17,)', '[2023-10-17,2025-01-13)',
	 'A license is required for 3A090.a, 3A090.b and 4A090 to other destinations too, when for an '
	 'entity that is headquartered, or whose ultimate parent is headquartered, in Macau or '
	 'Country Group D:5.',
	 '15 CFR 744.23(a)(3)(i) (2023); 88 FR 73458',
	 'https://www.federalregister.gov/citation/88-FR-73458',
	 '[V] eCFR of 2026-09-24, for .b items. The paragraph excludes the destinations of '
	 '742.6(a)(6)(iii), where RS already asks for a license. Of .a items the text of 2023 was '
	 'not read.',
	 true),
	('HQ.ab/2023', 'requirement', 60,
	 $$eccn in (3A090.a, 3A090.b, 4A090.a, 4A090.b, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1,
	   5A002.z.1.b, 5A002.z.2.b, 5A002.z.3.b,
	   5A002.z.4.b, 5A002.z.5.b, 5A004.z.1.b, 5A004.z.2.b, 5A992.z.2) and headquarters in (D:5, MO)
	   and destination != US and (destination not in (D:1, D:4, D:5, MO) or destination in (A:5,
	   A:6))$$,
	 '744.23(a)(3)', '[2023-11-17,2025-01-13)', '[2025-01-13,)',
	 'A license is required for 3A090.a, 3A090.b and 4A090 to other destinations too, when for an '
	 'entity that is headquartered, or whose ultimate parent is headquartered, in Macau or '
	 'Country Group D:5.',
	 '15 CFR 744.23(a)(3)(i) (2023); 88 FR 73458, ended by 90 FR 4544',
	 'https://www.federalregister.gov/citation/88-FR-73458',
	 '[V] eCFR of 2026-09-24: AI Diffusion moved the part for .a items to 742.6.',
	 true),
	('HQ.a/2025', 'requirement', 60,
	 $$eccn in (3A090.a, 4A090.a, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1) and headquarters in (D:5, MO)
	   and destination != US and (destination not in (D:1, D:4, D:5, MO) or destination in (A:5,
	   A:6))$$,
	 'RS', '[2025-01-13,)', '[2025-01-13,)',
	 'A license is required for 3A090.a and 4A090.a to other destinations too, when for an entity '
	 'that is headquartered, or whose ultimate parent is headquartered, in Macau or Country Group '
	 'D:5.',
	 '15 CFR 742.6(a)(6)(iii)(A); 90 FR 4544; BIS guidance of 2026-05-31',
	 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V] eCFR of 2026-09-24: the reason is RS, and no longer 744.23(a)(3). BIS enforces this part '
	 'of the worldwide text for all destinations outside the United States ([V2], guidance of '
	 '2026-05-31).',
	 true),
	('HQ.b/2025', 'requirement', 60,
	 $$eccn in (3A090.b, 4A090.b, 5A002.z.1.b, 5A002.z.2.b, 5A002.z.3.b,
	   5A002.z.4.b, 5A002.z.5.b, 5A004.z.1.b, 5A004.z.2.b, 5A992.z.2) and headquarters in (D:5, MO)
	   and destination != US and (destination not in (D:1, D:4, D:5, MO) or destination in (A:5,
	   A:6))$$,
	 '744.23(a)(3)', '[2025-01-13,)', '[2025-01-13,)',
	 'A license is required for 3A090.b and 4A090.b to other destinations too, when for an entity '
	 'that is headquartered, or whose ultimate parent is headquartered, in Macau or Country Group '
	 'D:5.',
	 '15 CFR 744.23(a)(3)(i)(A); 90 FR 4544',
	 'https://www.ecfr.gov/current/title-15/section-744.23',
	 '[V] eCFR of 2026-09-24. The paragraph excludes the destinations of 742.6(a)(6)(iii)(B).',
	 true),
	('HQ.c/2024', 'requirement', 61,
	 $$eccn in (3A090.c) and headquarters in (D:5, MO) and destination not in (D:5, MO, US)$$,
	 '744.23(a)(3)', '[2024-12-31,)', '[2024-12-02,)',
	 'A license is required for 3A090.c to destinations outside Macau and Country Group D:5, when '
	 'for an entity that is headquartered, or whose ultimate parent is headquartered, there.',
	 '15 CFR 744.23(a)(3)(i)(B); 89 FR 96790',
	 'https://www.ecfr.gov/current/title-15/section-744.23',
	 '[V] To be complied with from 2024-12-31.',
	 true),
	('SUPERCOMPUTER/2022', 'requirement', 70,
	 $$end_use = 'supercomputer' and eccn in (3A991, 4A994, 5A002, 5A004, 5A992)
	   and (destination = CN or supercomputer_site != 'elsewhere')$$,
	 '744.23(a)(1)', '[2022-10-21,)', '[2022-10-07,2023-10-17)',
	 'A license is required for integrated circuits and computers for a supercomputer in China.',
	 '15 CFR 744.23(a)(1) and (a)(2)(i), (ii) (2022); 87 FR 62186',
	 'https://www.federalregister.gov/citation/87-FR-62186',
	 '[V] A copy of the text of 2022 and one of 2023 name 3A001, 3A991, 4A003, 4A004, 4A994, 5A002, '
	 '5A004 and 5A992, of which 3A991 and 4A994 are loaded; neither names 3A090 or 4A090. The '
	 'machine may be located in China or destined to it: unless it is told that the site is '
	 'elsewhere, it may be.',
	 true),
	('SUPERCOMPUTER/2022', 'requirement', 70,
	 $$end_use = 'supercomputer' and eccn in (3A991, 4A994, 5A002, 5A004, 5A992)
	   and (destination = CN or supercomputer_site != 'elsewhere')$$,
	 '744.23(a)(1)', '[2022-10-21,2023-11-17)', '[2023-10-17,)',
	 'A license is required for integrated circuits and computers for a supercomputer in China.',
	 '15 CFR 744.23(a)(1) and (a)(2)(i), (ii) (2022); 87 FR 62186, ended by 88 FR 73458',
	 'https://www.federalregister.gov/citation/87-FR-62186',
	 '[V] Replaced on 2023-11-17 by a text for Macau and Country Group D:5.',
	 true),
	('SUPERCOMPUTER.macau/2023', 'requirement', 71,
	 $$end_use = 'supercomputer' and eccn in (3A991, 4A994, 5A002, 5A004, 5A992)
	   and (destination = MO or supercomputer_site != 'elsewhere')$$,
	 '744.23(a)(1)', '[2023-01-17,)', '[2023-01-17,2023-10-17)',
	 'A license is required for integrated circuits and computers for a supercomputer in Macau.',
	 '15 CFR 744.23(a)(1) and (a)(2)(i), (ii); 88 FR 2821',
	 'https://www.federalregister.gov/citation/88-FR-2821',
	 '[V2] for the words on Macau; the rest as SUPERCOMPUTER/2022.',
	 true),
	('SUPERCOMPUTER.macau/2023', 'requirement', 71,
	 $$end_use = 'supercomputer' and eccn in (3A991, 4A994, 5A002, 5A004, 5A992)
	   and (destination = MO or supercomputer_site != 'elsewhere')$$,
	 '744.23(a)(1)', '[2023-01-17,2023-11-17)', '[2023-10-17,)',
	 'A license is required for integrated circuits and computers for a supercomputer in Macau.',
	 '15 CFR 744.23(a)(1) and (a)(2)(i), (ii); 88 FR 2821, ended by 88 FR 73458',
	 'https://www.federalregister.gov/citation/88-FR-2821',
	 '[V] Replaced on 2023-11-17 by a text for Macau and Country Group D:5.',
	 true),
	('SUPERCOMPUTER/2023', 'requirement', 72,
	 $$end_use = 'supercomputer' and eccn in (3A991, 4A994, 5A002, 5A004, 5A992)
	   and (destination in (D:5, MO) or supercomputer_site != 'elsewhere')$$,
	 '744.23(a)(1)', '[2023-11-17,)', '[2023-10-17,)',
	 'A license is required for integrated circuits and computers for a supercomputer located in, '
	 'or destined to, Macau or Country Group D:5.',
	 '15 CFR 744.23(a)(1); 88 FR 73458', 'https://www.ecfr.gov/current/title-15/section-744.23',
	 '[V] eCFR of 2026-09-24, (a)(1)(i) and (ii). It names 3A991 and 4A994 among others, not 3A090 '
	 'and 4A090, to which NAC stays open. The machine may be located in Macau or D:5 or destined '
	 'there, whatever the destination of the item: unless supercomputer_site says elsewhere, it '
	 'may be.',
	 true);

-- 2.3.1 Military and other end uses of part 744
--
-- They are those of the table end_use, as the exporter states them: what is known of the end user
-- counts, and nothing here looks it up. No license exception overcomes them, but GOV, which is not
-- loaded.
INSERT INTO rule
	(id, kind, rank, condition, reason, in_force, known, title, citation, url, note, builtin)
VALUES
	('MEU.supp2', 'requirement', 64,
	 $$end_use = 'military' and eccn in (3A991, 3A992, 4A994, 5A991, 5A992, 5D992) and destination in (MM, CN, KH, VE)$$,
	 '744.21', '[2021-12-09,)', '(,)',
	 'A license is required for items of Supplement No. 2 to part 744 for a military end use or end '
	 'user in Burma, Cambodia, China or Venezuela.',
	 '15 CFR 744.21(a)(1), 744 Supp. 2', 'https://www.ecfr.gov/current/title-15/section-744.21',
	 '[V] eCFR of 2026-09-24: paragraph (3)(i) of the supplement is the whole of 3A991, (4)(i) is '
	 '4A994 computers above 0.5 WT, all of which are taken to be. Macau is not named. Its day is '
	 'that on which Cambodia came in; the rest is older [R].',
	 true),
	('MEU.supp2.ni/2024', 'requirement', 65,
	 $$end_use = 'military' and eccn in (3A991, 3A992, 4A994, 5A991, 5A992, 5D992) and destination = NI$$,
	 '744.21', '[2024-03-15,)', '[2024-03-15,)',
	 'A license is required for items of Supplement No. 2 to part 744 for a military end use or end '
	 'user in Nicaragua.',
	 '15 CFR 744.21(a)(1); 89 FR 18780', 'https://www.federalregister.gov/citation/89-FR-18780',
	 '[V] for the text, [V2] for the day.',
	 true),
	('MEU.russia', 'requirement', 66,
	 $$end_use = 'military' and destination in (RU, BY)$$,
	 '744.21', '[2022-03-03,)', '(,)',
	 'A license is required for every item for a military end use or end user in Russia or Belarus.',
	 '15 CFR 744.21(a)(2)', 'https://www.ecfr.gov/current/title-15/section-744.21',
	 '[V] for the text of 2026-09-24; the day is [R].',
	 true),
	('MPU.d1', 'requirement', 67,
	 $$end_use = 'military' and eccn in (3A991.a, 3A991.p) and destination in (D:1)$$,
	 '744.17', '(,)', '(,)',
	 'A license is required for microprocessors of 5 GFLOPS or more, with an arithmetic logic unit of '
	 '32 bits or more, for a military end use or end user in Country Group D:1.',
	 '15 CFR 744.17(a)', 'https://www.ecfr.gov/current/title-15/section-744.17',
	 '[V] eCFR of 2026-09-24. Circuits of 3A991.a and 3A991.p are taken to be such. It supersedes '
	 'every license exception but GOV.',
	 true),
	('MIEU', 'requirement', 68,
	 $$end_use = 'military-intelligence' and destination != US
	   and (destination in (BY, MM, KH, CN, RU, VE, E:1, E:2)
	   or headquarters in (BY, MM, KH, CN, RU, VE, E:1, E:2))$$,
	 '744.22', '(,)', '(,)',
	 'A license is required for every item for a military-intelligence end use or end user of '
	 'Belarus, Burma, Cambodia, China, Russia, Venezuela and Country Groups E:1 and E:2.',
	 '15 CFR 744.22(a), (f)', 'https://www.ecfr.gov/current/title-15/section-744.22',
	 '[V] eCFR of 2026-09-24. Services of these countries count wherever they are: where they are '
	 'headquartered there.',
	 true),
	('NUCLEAR', 'requirement', 69,
	 $$end_use in ('nuclear', 'maritime-nuclear-propulsion', 'weapons-of-mass-destruction')
	   and destination not in (AT, AU, BE, CA, DE, DK, ES, FI, FR, GB, GR, IE, IS, IT, JP, LU, NL, NO,
	   NZ, PT, SE, TR, US)$$,
	 '744.2', '(,)', '(,)',
	 'A license is required for every item for nuclear explosives, nuclear activities without '
	 'safeguards and maritime nuclear propulsion, but to countries of Supplement No. 3 to part 744.',
	 '15 CFR 744.2, 744.5, 744 Supp. 3', 'https://www.ecfr.gov/current/title-15/section-744.2',
	 '[R] The countries of the supplement are recalled.',
	 true),
	('MISSILES', 'requirement', 73,
	 $$end_use in ('missiles', 'weapons-of-mass-destruction') and destination not in (A:2, US)$$,
	 '744.3', '(,)', '(,)',
	 'A license is required for every item for rocket systems and unmanned aerial vehicles, but to '
	 'Country Group A:2.',
	 '15 CFR 744.3', 'https://www.ecfr.gov/current/title-15/section-744.3',
	 '[R] The paragraph draws finer lines, by range and by what is delivered: the broadest is taken.',
	 true),
	('CBW', 'requirement', 78,
	 $$end_use in ('chemical-and-biological-weapons', 'weapons-of-mass-destruction')
	   and destination != US$$,
	 '744.4', '(,)', '(,)',
	 'A license is required for every item for chemical or biological weapons, worldwide.',
	 '15 CFR 744.4', 'https://www.ecfr.gov/current/title-15/section-744.4',
	 '[R]',
	 true);

-- 2.4 Letters to single firms
--
-- Unpublished: what they say is known from what the firms filed and what was reported. They bind
-- the firm they are addressed to, which is why vendor is among the facts.
-- 2.4.1 August 2022 and July 2023.  The rule of October 2023 overtook them; no end was told.
INSERT INTO rule
	(id, kind, rank, condition, reason, in_force, known, title, citation, url, note, builtin)
VALUES
	('LETTER.nvidia/2022', 'requirement', 74,
	 $$eccn in (3A090, 3A991, 4A090, 4A994) and vendor = 'NVIDIA'
	   and form in ('ic', 'computer') and interconnect_bandwidth >= 600 and tpp >= 4800
	   and destination in (CN, MO, RU)$$,
	 'IS-INFORMED', '[2022-08-26,)', '[2022-08-31,2023-10-17)',
	 'NVIDIA needs a license for A100, H100, systems with them and any circuit that equals them in '
	 'performance and transfer rate, to China with Hong Kong and Macau, and to Russia.',
	 'BIS letter to NVIDIA of 2022-08-26; NVIDIA Corporation, Form 8-K of 2022-08-31', NULL,
	 '[V] for the wording, quoted from later filings: any future circuit at thresholds that are '
	 '"roughly equivalent to the A100". The thresholds, 4800 and 600 GB/s, are [C]: those of the '
	 'rule of October 2022, which the A100 meets.',
	 true),
	('LETTER.nvidia/2022', 'requirement', 74,
	 $$eccn in (3A090, 3A991, 4A090, 4A994) and vendor = 'NVIDIA'
	   and form in ('ic', 'computer') and interconnect_bandwidth >= 600 and tpp >= 4800
	   and destination in (CN, MO, RU)$$,
	 'IS-INFORMED', '[2022-08-26,2023-11-17)', '[2023-10-17,)',
	 'NVIDIA needs a license for A100, H100, systems with them and any circuit that equals them in '
	 'performance and transfer rate, to China with Hong Kong and Macau, and to Russia.',
	 'BIS letter to NVIDIA of 2022-08-26; NVIDIA Corporation, Form 8-K of 2022-08-31; 88 FR 73458', NULL,
	 '[C] for its end: what it covers is 3A090.a or 4A090.a since 2023-11-17, to all of its '
	 'destinations.',
	 true),
	('LETTER.amd/2022', 'requirement', 75,
	 $$eccn in (3A090, 3A991, 4A090, 4A994) and vendor = 'AMD'
	   and name in ('Instinct MI250', 'Instinct MI250X') and destination in (CN, RU)$$,
	 'IS-INFORMED', '[2022-08-31,)', '[2022-09-01,2023-10-17)',
	 'AMD needs a license for MI250 to China and Russia.',
	 'BIS letter to AMD, August 2022, as reported by The Register on 2022-09-01', NULL,
	 '[V2] The product is named, no threshold is known; MI250X is taken to be meant. MI100 was said '
	 'to be free.',
	 true),
	('LETTER.amd/2022', 'requirement', 75,
	 $$eccn in (3A090, 3A991, 4A090, 4A994) and vendor = 'AMD'
	   and name in ('Instinct MI250', 'Instinct MI250X') and destination in (CN, RU)$$,
	 'IS-INFORMED', '[2022-08-31,2023-11-17)', '[2023-10-17,)',
	 'AMD needs a license for MI250 to China and Russia.',
	 'BIS letter to AMD, August 2022, as reported by The Register on 2022-09-01; 88 FR 73458', NULL,
	 '[C] for its end, as LETTER.nvidia/2022.',
	 true),
	('LETTER.nvidia/2023-07', 'requirement', 76,
	 $$eccn in (3A090.a, 4A090.a) and vendor = 'NVIDIA' and destination in (D:4)
	   and letter != 'none'$$,
	 'IS-INFORMED', '[2023-07-01,)', '[2023-08-28,2023-10-17)',
	 'NVIDIA needs a license for a subset of A100 and H100 products to certain customers and other '
	 'regions, including some countries in the Middle East.',
	 'BIS letter to NVIDIA, July 2023; NVIDIA Corporation, Form 10-Q of 2023-08-28', NULL,
	 '[V] for the wording, quoted from the filing; the day in July is not public and its first is '
	 'taken. Neither the subset nor the customers nor the countries are published: only who has '
	 'the letter knows, and states the fact letter. For everybody else the answer is open in '
	 'Country Group D:4, which holds the Middle East.',
	 true),
	('LETTER.nvidia/2023-07', 'requirement', 76,
	 $$eccn in (3A090.a, 4A090.a) and vendor = 'NVIDIA' and destination in (D:4)
	   and letter != 'none'$$,
	 'IS-INFORMED', '[2023-07-01,2023-11-17)', '[2023-10-17,)',
	 'NVIDIA needs a license for a subset of A100 and H100 products to certain customers and other '
	 'regions, including some countries in the Middle East.',
	 'BIS letter to NVIDIA, July 2023; NVIDIA Corporation, Form 10-Q of 2023-08-28; 88 FR 73458', NULL,
	 '[C] for its end: the rule of October 2023 asks for a license to all of D:4.',
	 true),
	('LETTER.amd/2023-07', 'requirement', 77,
	 $$eccn in (3A090.a, 4A090.a) and vendor = 'AMD' and destination in (D:4)
	   and letter != 'none'$$,
	 'IS-INFORMED', '[2023-07-01,)', '[2023-08-31,2023-10-17)',
	 'AMD needs a license for the like of its A100-class products to some countries in the Middle '
	 'East.',
	 'BIS letter to AMD, August 2023, as reported by Reuters', NULL,
	 '[V2] Reported as similar to that of NVIDIA. Its day is not public: that of NVIDIA''s letter is '
	 'taken, and its terms.',
	 true),
	('LETTER.amd/2023-07', 'requirement', 77,
	 $$eccn in (3A090.a, 4A090.a) and vendor = 'AMD' and destination in (D:4)
	   and letter != 'none'$$,
	 'IS-INFORMED', '[2023-07-01,2023-11-17)', '[2023-10-17,)',
	 'AMD needs a license for the like of its A100-class products to some countries in the Middle '
	 'East.',
	 'BIS letter to AMD, August 2023, as reported by Reuters; 88 FR 73458', NULL,
	 '[C] for its end, as LETTER.nvidia/2023-07.',
	 true);

-- 2.4.2 October 2023 and April 2025
--
-- The letters of 2025 are about circuits and what contains them, whatever their ECCN. An item of
-- which nothing but an ECCN is stated is taken for such a circuit only where that is the entry of
-- circuits, or of computers with them. Any fact that only a circuit has makes it one that may be
-- meant. The .z paragraphs that are loaded belong here, too, and so does 5A992, which boards with
-- encryption are.
INSERT INTO rule
	(id, kind, rank, condition, reason, in_force, known, title, citation, url, note, builtin)
VALUES
	('LETTER.nvidia/2023', 'requirement', 80,
	 $$vendor = 'NVIDIA' and name in ('A100', 'A100 SXM4 40GB', 'A100 SXM4 80GB',
	   'A100 PCIe 40GB', 'A100 PCIe 80GB', 'A800', 'A800 SXM4 80GB', 'A800 PCIe 40GB',
	   'A800 PCIe 80GB', 'H100', 'H100 SXM5 80GB', 'H100 PCIe 80GB', 'H100 NVL 94GB', 'H800',
	   'H800 SXM5 80GB', 'H800 PCIe 80GB', 'L40S') and ((destination in (D:1, D:4, D:5, MO)
	   and destination not in (A:5, A:6)) or (headquarters in (D:5, MO) and destination != US))$$,
	 'IS-INFORMED', '[2023-10-23,2023-11-17)', '[2023-10-24,)',
	 'NVIDIA was told that the rule of October 2023 applied at once to its A100, A800, H100, H800 '
	 'and L40S.',
	 'BIS letter to NVIDIA of 2023-10-23; NVIDIA Corporation, Form 8-K of 2023-10-24; 88 FR 73458',
	 NULL,
	 '[V2] The letter brought forward the requirements of the rule, so destinations and entities '
	 'are those of the rule. The five names are those reported from the filing; that it speaks of '
	 'datacenter items of 4800 or more, and so of more than the five, is [R]. Systems that '
	 'contain them are not in this row. The rule itself applies from 2023-11-17.',
	 true),
	('LETTER.nvidia/2025', 'requirement', 81,
	 $$vendor = 'NVIDIA' and form in ('ic', 'computer') and (form != 'unstated'
	   or eccn in (3A090, 3A991, 4A090, 4A994, 5A002.z, 5A004.z, 5A992)) and (memory_bandwidth >= 1400
	   or interconnect_bandwidth >= 1100 or memory_bandwidth + interconnect_bandwidth >= 1700)
	   and destination != US and (destination in (D:5, MO) or headquarters in (D:5, MO))$$,
	 'IS-INFORMED', '[2025-04-09,)', '[2025-04-15,)',
	 'NVIDIA needs a license for H20 and any other circuit that achieves its memory bandwidth, '
	 'interconnect bandwidth, or a combination of them, to Macau, Country Group D:5 and entities '
	 'headquartered there.',
	 'BIS letter to NVIDIA of 2025-04-09; NVIDIA Corporation, Form 8-K of 2025-04-15', NULL,
	 '[V] for destinations and wording, quoted from the filing; on 2025-04-14 BIS said the '
	 'requirement holds for the indefinite future. The figures are [V2]: 1,400 GB/s of total DRAM '
	 'bandwidth, 1,100 GB/s of input and output, or 1,700 GB/s of both, as Reuters and the '
	 'Financial Times reported from an Intel e-mail. The letter''s review policy is not public. '
	 'Still asked for today.',
	 true),
	('LETTER.amd/2025', 'requirement', 82,
	 $$vendor = 'AMD' and form in ('ic', 'computer') and (form != 'unstated'
	   or eccn in (3A090, 3A991, 4A090, 4A994, 5A002.z, 5A004.z, 5A992)) and (memory_bandwidth >= 1400
	   or interconnect_bandwidth >= 1100 or memory_bandwidth + interconnect_bandwidth >= 1700)
	   and destination != US and (destination in (D:5, MO) or headquarters in (D:5, MO))$$,
	 'IS-INFORMED', '[2025-04-16,)', '[2025-04-16,)',
	 'AMD needs a license for MI308 and like products to Macau, Country Group D:5 and entities '
	 'headquartered there.',
	 'BIS letter to AMD, April 2025; Advanced Micro Devices, Form 8-K of 2025-04-16, as reported',
	 NULL,
	 '[V2] The filing names MI308; that the thresholds are those reported for NVIDIA and Intel is '
	 'assumed. The day of the letter is not public: the day of the filing is taken. Still asked '
	 'for today.',
	 true),
	('LETTER.intel/2025', 'requirement', 83,
	 $$vendor = 'Intel' and form in ('ic', 'computer') and (form != 'unstated'
	   or eccn in (3A090, 3A991, 4A090, 4A994, 5A002.z, 5A004.z, 5A992)) and (memory_bandwidth >= 1400
	   or interconnect_bandwidth >= 1100 or memory_bandwidth + interconnect_bandwidth >= 1700)
	   and destination != US and (destination in (D:5, MO) or headquarters in (D:5, MO))$$,
	 'IS-INFORMED', '[2025-04-16,)', '[2025-04-16,)',
	 'Intel needs a license for circuits of 1,400 GB/s of total DRAM bandwidth, 1,100 GB/s of input '
	 'and output, or 1,700 GB/s of both, to Macau, Country Group D:5 and entities headquartered '
	 'there.',
	 'BIS letter to Intel, April 2025; Intel e-mail to customers, as reported by the Financial Times and Reuters', NULL,
	 '[V2] The reported thresholds of all three letters come from this e-mail, in which Intel tells '
	 'its customers in China what it needs a license for. That the destinations are those of the '
	 'letter to NVIDIA is assumed. The day of the report is taken.',
	 true);

-- 2.5 Anti-terrorism and part 746
INSERT INTO rule
	(id, kind, rank, condition, reason, in_force, known, title, citation, url, note, builtin)
VALUES
	('AT', 'requirement', 90,
	 $$eccn in (3A090, 3A991, 3A992, 4A090, 4A994, 4E091, 5A002.z, 5A004.z, 5A991, 5A992, 5D992)
	   and destination in (E:1)$$,
	 'AT', '(,)', '(,)',
	 'A license is required for items under anti-terrorism controls to Country Group E:1.',
	 '15 CFR 742.8, 742.9, 742.19; AT Column 1 in the entries',
	 'https://www.ecfr.gov/current/title-15/section-742.19',
	 '[V] for AT Column 1 in the entries, and for Iran (746.7) and North Korea (742.19); for '
	 'Syria [V2]. Older than the period covered; it bites as soon as an item has one of these '
	 'ECCNs.',
	 true),
	('EMBARGO', 'requirement', 91,
	 $$destination in (E:1, E:2)$$,
	 'EMBARGO', '(,)', '(,)',
	 'A license is required for every item subject to the EAR to Cuba, Iran, North Korea and '
	 'Syria.',
	 '15 CFR 746.2 (Cuba), 746.4 (North Korea), 746.7 (Iran), 746.9 (Syria)',
	 'https://www.ecfr.gov/current/title-15/part-746',
	 '[V] For Iran the EAR ask for a license for items with a reason for control and those of '
	 'Supplement No. 7; the rest is under the embargo of 31 CFR 560, which the EAR enforce '
	 '(746.7(e)). The narrow license exceptions of part 746 (news media, governments, consumer '
	 'devices) are not modelled; SPP is, for Syria. Older than the period covered.',
	 true),
	('EMBARGO.crimea', 'requirement', 91,
	 $$destination = UA and region in ('UA-40', 'UA-43')$$,
	 'EMBARGO', '[2015-01-29,)', '(,)',
	 'A license is required for every item subject to the EAR to or within the Crimea region of '
	 'Ukraine, with Sevastopol.',
	 '15 CFR 746.6(a)(1); 80 FR 4776', 'https://www.ecfr.gov/current/title-15/section-746.6',
	 '[V2] Food and medicine that are EAR99 need no license, and neither does software for the '
	 'exchange of personal communications over the internet, EAR99 or 5D992.c, that is free to '
	 'the public; no such item is modelled here. Nor are the license exceptions of 746.6(c) '
	 '(news media, governments, gift parcels and the like). ISO 3166-2 has two codes for what the '
	 'EAR call one region. Older than the period covered.',
	 true),
	('EMBARGO.donbas', 'requirement', 91,
	 $$destination = UA and region in ('UA-09', 'UA-14') and covered_region$$,
	 'EMBARGO', '[2022-02-24,)', '(,)',
	 'A license is required for every item subject to the EAR to or within the so-called Donetsk '
	 'and Luhansk People''s Republics.',
	 '15 CFR 746.6(a)(2); 87 FR 12226', 'https://www.ecfr.gov/current/title-15/section-746.6',
	 '[V2] The so-called republics are parts of Donetsk (UA-14) and of Luhansk (UA-09), and where '
	 'they end is a fact of the day: the shipment says by covered_region whether the place lies '
	 'in them, and is undecided without. Exempt are the items named at EMBARGO.crimea. Kherson '
	 'and Zaporizhzhia are not covered. Older than the period covered.',
	 true),
	('RUSSIA.ccl', 'requirement', 92,
	 $$eccn not in (EAR99) and destination in (RU, BY)$$,
	 'RUSSIA', '[2022-04-08,)', '(,)',
	 'A license is required for every item on the Commerce Control List to or within Russia and '
	 'Belarus.',
	 '15 CFR 746.8(a)(1); 87 FR 22132', 'https://www.ecfr.gov/current/title-15/section-746.8',
	 '[V] Text read as amended through 89 FR 4811; the day of effect, 2022-04-08, is [R]. '
	 'Categories 3 to 9, which hold every entry here, were covered from 2022-02-24 (Russia) and '
	 '2022-03-02 (Belarus) [R]. Carve-outs for partner countries and for 5A991, 5A992.c to '
	 'certain civil end users are not modelled.',
	 true),
	('RUSSIA.ear99', 'requirement', 93,
	 $$eccn in (EAR99) and destination in (RU, BY)$$,
	 'RUSSIA', '[2023-05-19,)', '[2023-05-19,)',
	 'A license is required for EAR99 chips and computers to or within Russia and Belarus.',
	 '15 CFR 746.8(a)(5), 746 Supp. 4; 88 FR 33422',
	 'https://www.federalregister.gov/citation/88-FR-33422',
	 '[R] The date was read, and the paragraph in the eCFR of 2026-09-24, which stood in '
	 '746.5(a)(1)(ii) before. That Supplement No. 4 then took in the whole of HTS chapters 84, 85 '
	 'and 90, and so every chip and computer, is recalled. Some were listed earlier (Supplements '
	 'No. 4 and 7); not modelled.',
	 true);

-- 2.6 Encryption items that meet 3A090 or 4A090, and Pakistan
--
-- The Commerce Country Chart has more columns and entries than these: they are here so that what
-- makers state of boards and systems with encryption is answered.
INSERT INTO rule
	(id, kind, rank, condition, reason, in_force, known, title, citation, url, note, builtin)
VALUES
	('NS.1', 'requirement', 94,
	 $$eccn in (5A002.z, 5A004.z) and destination not in (AU, CA, GB, US)$$,
	 'NS', '(,)', '(,)',
	 'A license is required for 5A002 and 5A004 under national security column 1: everywhere but in '
	 'Australia, Canada and the United Kingdom.',
	 '15 CFR 742.4, 738 Supp. 1; NS Column 1 in the entries',
	 'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%201%20to%20Part%20738',
	 '[V] Chart of 2026-07-23. Australia and the United Kingdom left the column on 2024-04-19 [R]; '
	 'before that day they are taken to be out of it, too.',
	 true),
	('EI', 'requirement', 95,
	 $$eccn in (5A002.z, 5A004.z) and destination not in (CA, US)$$,
	 'EI', '(,)', '(,)',
	 'A license is required for encryption items everywhere but in Canada.',
	 '15 CFR 742.15; EI in ECCNs 5A002 and 5A004', 'https://www.ecfr.gov/current/title-15/section-742.15',
	 '[V] that the entries are under EI; that Canada alone is free is [R].',
	 true),
	('RS.pakistan/2024', 'requirement', 96,
	 $$eccn in (3A992) and destination = PK$$,
	 'RS', '[2024-11-12,)', '[2024-11-12,)',
	 'A license is required for 3A992 to or within Pakistan.',
	 '15 CFR 742.6(a)(12)', 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V] for the text, [R] for the day.',
	 true);

-- 3. License exceptions: what overcomes which reasons ---------------------------------------------
--
-- An exception is available only with all its terms met. The rows test what the item, the
-- destination, the parties and the stated end use show; purchase orders, notifications,
-- certifications and reports are the exporter's to keep.

-- 3.1 740.8: Notified Advanced Computing, and since April 2024 Advanced Computing Authorized
--
-- 740.8(a) names 5A992.z; the entry itself says yes for 5A992.z.2 and not applicable for the rest.
-- The stricter of the two is loaded. The same entry and 740.8(a)(3) leave ENC to be met beside.
INSERT INTO rule
	(id, kind, rank, condition, exception, overcomes, in_force, known, title, citation, url, note,
	 builtin)
VALUES
	('NAC/2023', 'exception', 10,
	 $$((eccn in (3A090.a, 4A090.a, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a) and not datacenter and tpp >= 4800) or (eccn in (3A090.b, 4A090.b, 5A002.z.1.b, 5A002.z.2.b, 5A002.z.3.b,
	   5A002.z.4.b, 5A002.z.5.b, 5A004.z.1.b, 5A004.z.2.b, 5A992.z.2) and datacenter)) and (destination in (D:1, D:4, D:5, MO) or headquarters in (D:5,
	   MO)) and end_use not in ('military', 'military-intelligence')$$,
	 'NAC', '{744.23(a)(3),RS}', '[2023-11-17,)', '[2023-10-17,2024-03-29)',
	 'License Exception NAC authorizes 3A090 and 4A090 items other than datacenter items that '
	 'meet 3A090.a.',
	 '15 CFR 740.8 (2023); 88 FR 73458', 'https://www.federalregister.gov/citation/88-FR-73458',
	 '[V] To Macau, D:5 and entities headquartered there with 25 days'' notice to BIS; to D:1 and '
	 'D:4 without. Not for military end uses or end users; not against parts 744 and 746 but for '
	 '744.23(a)(3). On that point 744.23(c), as first printed, allowed no exception at all; it '
	 'was corrected on 2024-04-04.',
	 true),
	('NAC/2023', 'exception', 10,
	 $$((eccn in (3A090.a, 4A090.a, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a) and not datacenter and tpp >= 4800) or (eccn in (3A090.b, 4A090.b, 5A002.z.1.b, 5A002.z.2.b, 5A002.z.3.b,
	   5A002.z.4.b, 5A002.z.5.b, 5A004.z.1.b, 5A004.z.2.b, 5A992.z.2) and datacenter)) and (destination in (D:1, D:4, D:5, MO) or headquarters in (D:5,
	   MO)) and end_use not in ('military', 'military-intelligence')$$,
	 'NAC', '{744.23(a)(3),RS}', '[2023-11-17,2024-04-04)', '[2024-03-29,)',
	 'License Exception NAC authorizes 3A090 and 4A090 items other than datacenter items that '
	 'meet 3A090.a.',
	 '15 CFR 740.8 (2023); 88 FR 73458, ended by 89 FR 23876',
	 'https://www.federalregister.gov/citation/88-FR-73458',
	 '[V] Split on 2024-04-04 into NAC, with notice, and ACA, without.',
	 true),
	('NAC/2024', 'exception', 11,
	 $$((eccn in (3A090.a, 4A090.a, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a) and not datacenter and tpp >= 4800) or (eccn in (3A090.b, 4A090.b, 5A002.z.1.b, 5A002.z.2.b, 5A002.z.3.b,
	   5A002.z.4.b, 5A002.z.5.b, 5A004.z.1.b, 5A004.z.2.b, 5A992.z.2) and datacenter)) and (destination in (D:5, MO) or headquarters in (D:5, MO))
	   and end_use not in ('military', 'military-intelligence')$$,
	 'NAC', '{744.23(a)(3),RS}', '[2024-04-04,)', '[2024-03-29,)',
	 'License Exception NAC authorizes, after notice, 3A090 and 4A090 items other than datacenter '
	 'items that meet 3A090.a to Macau, Country Group D:5 and entities headquartered there.',
	 '15 CFR 740.8(a), (b), (c); 89 FR 23876',
	 'https://www.ecfr.gov/current/title-15/section-740.8',
	 '[V] At least 25 calendar days'' notice, a written purchase order, and a confirmation number '
	 'from BIS, which may say instead that a license is required. Transfers within a country of '
	 'D:5 fall under ACA and are not modelled. Not against parts 744 and 746 but for '
	 '744.23(a)(3).',
	 true),
	('ACA/2024', 'exception', 20,
	 $$((eccn in (3A090.a, 4A090.a, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a) and not datacenter and tpp >= 4800) or (eccn in (3A090.b, 4A090.b, 5A002.z.1.b, 5A002.z.2.b, 5A002.z.3.b,
	   5A002.z.4.b, 5A002.z.5.b, 5A004.z.1.b, 5A004.z.2.b, 5A992.z.2) and datacenter)) and destination in (D:1, D:4) and destination not in (D:5, MO)
	   and headquarters not in (D:5, MO) and end_use not in ('military', 'military-intelligence')$$,
	 'ACA', '{RS}', '[2024-04-04,)', '[2024-03-29,2025-01-13)',
	 'License Exception ACA authorizes 3A090 and 4A090 items other than datacenter items that '
	 'meet 3A090.a to Country Groups D:1 and D:4, except Macau, D:5 and entities headquartered '
	 'there.',
	 '15 CFR 740.8(a), (b) (2024); 89 FR 23876',
	 'https://www.federalregister.gov/citation/89-FR-23876',
	 '[V] A written purchase order is needed; no notice. Also for transfers within Macau and D:5; '
	 'not modelled.',
	 true),
	('ACA/2024', 'exception', 20,
	 $$((eccn in (3A090.a, 4A090.a, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a) and not datacenter and tpp >= 4800) or (eccn in (3A090.b, 4A090.b, 5A002.z.1.b, 5A002.z.2.b, 5A002.z.3.b,
	   5A002.z.4.b, 5A002.z.5.b, 5A004.z.1.b, 5A004.z.2.b, 5A992.z.2) and datacenter)) and destination in (D:1, D:4) and destination not in (D:5, MO)
	   and headquarters not in (D:5, MO) and end_use not in ('military', 'military-intelligence')$$,
	 'ACA', '{RS}', '[2024-04-04,2025-01-13)', '[2025-01-13,)',
	 'License Exception ACA authorizes 3A090 and 4A090 items other than datacenter items that '
	 'meet 3A090.a to Country Groups D:1 and D:4, except Macau, D:5 and entities headquartered '
	 'there.',
	 '15 CFR 740.8(a), (b) (2024); 89 FR 23876, ended by 90 FR 4544',
	 'https://www.federalregister.gov/citation/89-FR-23876',
	 '[V] for the text; that AI Diffusion replaced it on 2025-01-13 is [R].',
	 true),
	('ACA/2025', 'exception', 21,
	 $$((eccn in (3A090.a, 4A090.a, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a) and not datacenter and tpp >= 4800) or (eccn in (3A090.b, 4A090.b, 5A002.z.1.b, 5A002.z.2.b, 5A002.z.3.b,
	   5A002.z.4.b, 5A002.z.5.b, 5A004.z.1.b, 5A004.z.2.b, 5A992.z.2) and datacenter)) and destination not in (D:5, MO) and headquarters not in (D:5,
	   MO) and end_use not in ('military', 'military-intelligence')$$,
	 'ACA', '{RS}', '[2025-01-13,)', '[2025-01-13,)',
	 'License Exception ACA authorizes 3A090 and 4A090 items other than datacenter items that '
	 'meet 3A090.a to every destination, except Macau, Country Group D:5 and entities '
	 'headquartered there.',
	 '15 CFR 740.8(a), (b); 90 FR 4544', 'https://www.ecfr.gov/current/title-15/section-740.8',
	 '[V] for the text of today; that the word worldwide came with AI Diffusion on 2025-01-13 is '
	 '[R]. Where only the scope of 2023 is enforced, it reaches no further than the text of 2024, '
	 'but for the United Arab Emirates since 2026-07-10.',
	 true);

-- 3.2 740.25: High Bandwidth Memory
INSERT INTO rule
	(id, kind, rank, condition, exception, overcomes, in_force, known, title, citation, url, note,
	 builtin)
VALUES
	('HBM/2024', 'exception', 30,
	 $$eccn in (3A090.c) and memory_bandwidth_density < 3.3 and end_use = 'hbm-packaging'$$,
	 'HBM', '{744.23(a)(3),RS}', '[2024-12-02,)', '[2024-12-02,)',
	 'License Exception HBM authorizes 3A090.c below 3.3 gigabytes per second per square '
	 'millimeter, sent straight to the site that packages it for the designer who bought it.',
	 '15 CFR 740.25; 89 FR 96790', 'https://www.ecfr.gov/current/title-15/section-740.25',
	 '[V] Who states the end use hbm-packaging asserts the terms that no fact of the item shows: '
	 'an exporter headquartered in the United States or A:5 without a parent in Macau or D:5; '
	 'purchase by the designer of the co-packaged commodity; shipment to the packaging site, not '
	 'to distributors or to a site that produces advanced-node circuits in Macau or D:5; return '
	 'or confirmation of the finished parts, below 3A090.a and .b; a report of discrepancies '
	 'above 1 percent.',
	 true);

-- 3.3 740.27 to 740.29: the exceptions of AI Diffusion
INSERT INTO rule
	(id, kind, rank, condition, exception, overcomes, in_force, known, title, citation, url, note,
	 builtin)
VALUES
	('AIA/2025', 'exception', 40,
	 $$eccn in (3A090.a, 4A090.a, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1) and destination in (AIA) and headquarters in (AIA)$$,
	 'AIA', '{RS}', '[2025-05-15,)', '[2025-01-13,2025-05-13)',
	 'License Exception AIA authorizes 3A090.a and 4A090.a to entities located, and headquartered '
	 'with their ultimate parent, in a destination of Supplement No. 5(a).',
	 '15 CFR 740.27, 740 Supp. 5(a); 90 FR 4544',
	 'https://www.federalregister.gov/citation/90-FR-4544',
	 '[V] A certification of the ultimate consignee is needed, to be sent to BIS where it '
	 'receives 253,000,000 TPP in all. 3A090.a must be designed by an approved or authorized '
	 'designer, which no fact of the item shows.',
	 true),
	('AIA/2025', 'exception', 40,
	 $$eccn in (3A090.a, 4A090.a, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1) and destination in (AIA) and headquarters in (AIA)$$,
	 'AIA', '{RS}', 'empty', '[2025-05-13,)',
	 'License Exception AIA authorizes 3A090.a and 4A090.a to entities located, and headquartered '
	 'with their ultimate parent, in a destination of Supplement No. 5(a).',
	 '15 CFR 740.27, 740 Supp. 5(a); 90 FR 4544; BIS press release of 2025-05-13',
	 'https://www.ecfr.gov/current/title-15/section-740.27',
	 '[V] Printed, not needed: the requirement that it overcomes is not enforced.',
	 true),
	('ACM/2025', 'exception', 50,
	 $$eccn in (3A090.a, 3A090.b, 4A090.a, 4A090.b, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1,
	   5A002.z.1.b, 5A002.z.2.b, 5A002.z.3.b,
	   5A002.z.4.b, 5A002.z.5.b, 5A004.z.1.b, 5A004.z.2.b, 5A992.z.2) and end_use = 'acm'
	   and destination not in (D:5, MO) and headquarters not in (D:5, MO)$$,
	 'ACM', '{RS}', '[2025-05-15,)', '[2025-01-13,2025-05-13)',
	 'License Exception ACM authorizes 3A090 and 4A090 items to private sector end users that '
	 'develop, produce or store such items, outside Macau and Country Group D:5.',
	 '15 CFR 740.28; 90 FR 4544', 'https://www.federalregister.gov/citation/90-FR-4544',
	 '[V] Who states the end use acm (advanced compute manufacturing) asserts that the end user '
	 'is private, that the items go on to customers outside Macau and D:5, and that the facility '
	 'accounts for them.',
	 true),
	('ACM/2025', 'exception', 50,
	 $$eccn in (3A090.a, 3A090.b, 4A090.a, 4A090.b, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1,
	   5A002.z.1.b, 5A002.z.2.b, 5A002.z.3.b,
	   5A002.z.4.b, 5A002.z.5.b, 5A004.z.1.b, 5A004.z.2.b, 5A992.z.2) and end_use = 'acm'
	   and destination not in (D:5, MO) and headquarters not in (D:5, MO)$$,
	 'ACM', '{RS}', 'empty', '[2025-05-13,)',
	 'License Exception ACM authorizes 3A090 and 4A090 items to private sector end users that '
	 'develop, produce or store such items, outside Macau and Country Group D:5.',
	 '15 CFR 740.28; 90 FR 4544; BIS press release of 2025-05-13',
	 'https://www.ecfr.gov/current/title-15/section-740.28',
	 '[V] Printed; whether BIS lets it be used while AI Diffusion is not enforced was not found, '
	 'so it is not offered.',
	 true),
	('LPP/2025', 'exception', 60,
	 $$eccn in (3A090.a, 4A090.a, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1) and consignee_tpp <= 26900000
	   and (destination not in (D:1, D:4, D:5, MO) or destination in (A:5, A:6))
	   and headquarters not in (D:5, MO)$$,
	 'LPP', '{RS}', '[2025-05-15,)', '[2025-01-13,2025-05-13)',
	 'License Exception LPP authorizes 3A090.a and 4A090.a up to 26,900,000 TPP in a calendar '
	 'year to one ultimate consignee, outside Country Groups D:1, D:4 and D:5.',
	 '15 CFR 740.29, 740.2(a)(9)(ii); 90 FR 4544',
	 'https://www.federalregister.gov/citation/90-FR-4544',
	 '[V] eCFR of 2026-09-24. About 1,700 H100, by all exporters together, to the ultimate parent '
	 'of the consignee: 740.29(d), (h)(1). 740.2(a)(9)(ii) does not name LPP among what stays open '
	 'to D:1, D:4 and D:5, unless A:5 or A:6 has the place; the preamble meant otherwise [R]. '
	 'Direct exports and reexports, no transfers within a country; shipments of 3,200,000 TPP or '
	 'more must be notified. Without consignee_tpp it is unknown, and so not applied.',
	 true),
	('LPP/2025', 'exception', 60,
	 $$eccn in (3A090.a, 4A090.a, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1) and consignee_tpp <= 26900000
	   and (destination not in (D:1, D:4, D:5, MO) or destination in (A:5, A:6))
	   and headquarters not in (D:5, MO)$$,
	 'LPP', '{RS}', 'empty', '[2025-05-13,)',
	 'License Exception LPP authorizes 3A090.a and 4A090.a up to 26,900,000 TPP in a calendar '
	 'year to one ultimate consignee, outside Country Groups D:1, D:4 and D:5.',
	 '15 CFR 740.29, 740.2(a)(9)(ii); 90 FR 4544; BIS press release of 2025-05-13',
	 'https://www.ecfr.gov/current/title-15/section-740.29',
	 '[V] Printed; whether BIS lets it be used while AI Diffusion is not enforced was not found, '
	 'so it is not offered.',
	 true);

-- 3.4 Supplement No. 8 to part 740, and 740.5
--
-- What Supplement No. 8 frees needs no license and no exception; it stands among the exceptions
-- because the burden is the same: it counts where it is known, and while it is unknown the license
-- is required.
INSERT INTO rule
	(id, kind, rank, condition, exception, overcomes, in_force, known, title, citation, url, note,
	 builtin)
VALUES
	('SUPP8.uae/2026', 'exception', 71,
	 $$eccn in (3A090.a, 3A090.b, 4A090.a, 4A090.b, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1,
	   5A002.z.1.b, 5A002.z.2.b, 5A002.z.3.b,
	   5A002.z.4.b, 5A002.z.5.b, 5A004.z.1.b, 5A004.z.2.b, 5A992.z.2) and destination = AE
	   and headquarters not in (D:5, MO)
	   and approved_entity in ('UAE government', 'Amazon', 'Amazon.com', 'Apple', 'Google', 'Meta',
	   'Microsoft', 'OpenAI', 'OpenAI Group PBC', 'Oracle', 'X.AI', 'xAI')$$,
	 'SUPP8', '{RS}', '[2026-07-10,)', '[2026-07-10,)',
	 'No license is required to the United Arab Emirates where the ultimate consignee and all end '
	 'users are entities of Supplement No. 8 to part 740.',
	 '15 CFR 742.6(a)(6)(iii)(A) and (B), 740 Supp. 8; 91 FR 43034',
	 'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%208%20to%20Part%20740',
	 '[V] eCFR of 2026-09-24, paragraphs (a) and (c): agencies of the government, the Ministry of '
	 'Defense among them, but not companies that the state owns, contractors or grantees; Amazon, '
	 'Apple, Google, Meta, Microsoft, OpenAI, Oracle and X.AI with their subsidiaries. Who states '
	 'approved_entity asserts it of the ultimate consignee and of every end user. The export '
	 'itself is filed without a license (NLR).',
	 true),
	('SUPP8.uae.g42/2026', 'exception', 72,
	 $$eccn in (3A090.a, 3A090.b, 4A090.a, 4A090.b, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1,
	   5A002.z.1.b, 5A002.z.2.b, 5A002.z.3.b,
	   5A002.z.4.b, 5A002.z.5.b, 5A004.z.1.b, 5A004.z.2.b, 5A992.z.2) and destination = AE
	   and headquarters not in (D:5, MO)
	   and approved_entity in ('G42', 'G42 Cloud Technology', 'Core42')$$,
	 'SUPP8', '{RS}', '[2026-07-10,2027-04-06)', '[2026-07-10,)',
	 'No license is required to the United Arab Emirates where the ultimate consignee and all end '
	 'users are entities of Supplement No. 8 to part 740.',
	 '15 CFR 742.6(a)(6)(iii)(A) and (B), 740 Supp. 8; 91 FR 43034',
	 'https://www.ecfr.gov/current/title-15/appendix-Supplement%20No.%208%20to%20Part%20740',
	 '[V] eCFR of 2026-09-24, paragraph (b): both entries expire on 2027-04-06. Whether that day '
	 'is still covered is not said; it is taken not to be.',
	 true),
	('SPP/2025', 'exception', 70,
	 $$eccn in (EAR99) and destination = SY$$,
	 'SPP', '{EMBARGO}', '[2025-09-02,)', '[2025-08-28,)',
	 'License Exception SPP authorizes items designated EAR99 to Syria.',
	 '15 CFR 740.5, 746.9(b)(1); 90 FR 42315', 'https://www.ecfr.gov/current/title-15/section-740.5',
	 '[V] eCFR of 2026-09-24; the days are [V2]. Not against part 744. EAR99 must be a finding about '
	 'the item, and not what is left because an entry is not loaded: see the note of EAR99.',
	 true);

-- 3.5 740.17: Encryption commodities, software and technology
INSERT INTO rule
	(id, kind, rank, condition, exception, overcomes, in_force, known, title, citation, url, note,
	 builtin)
VALUES
	('ENC', 'exception', 80,
	 $$eccn in (5A002.z, 5A004.z) and destination not in (E:1, E:2)$$,
	 'ENC', '{EI,NS}', '(,)', '(,)',
	 'License Exception ENC authorizes encryption items to every destination outside Country Groups '
	 'E:1 and E:2.',
	 '15 CFR 740.17, 740.8(a)(3)', 'https://www.ecfr.gov/current/title-15/section-740.17',
	 '[R] for its terms: a classification request or a self-classification report is the '
	 'exporter''s to see to, and government end users of some items are not modelled. [V] that 740.8(a)(3) '
	 'asks for them beside NAC and ACA.',
	 true);

-- 4. Reviews: the policy under which an application is decided ------------------------------------
--
-- The lowest rank that holds wins, so the policy that prevails by its own words comes first:
-- embargoes, then the window of January 2026 ("if the license application meets the criteria of
-- more than one licensing policy, then this ..."), then what is presumed denied, then the rest.

-- 4.1 Embargoed destinations
INSERT INTO rule
	(id, kind, rank, condition, review, in_force, known, title, citation, url, note, builtin)
VALUES
	('REVIEW.embargo', 'review', 10,
	 $$destination in (CU, IR, KP)$$,
	 'policy_of_denial', '(,)', '(,)',
	 'Applications for Cuba, Iran and North Korea are generally denied.',
	 '15 CFR 746.2(b), 746.7(b), 742.19(b)(1)', 'https://www.ecfr.gov/current/title-15/part-746',
	 '[V] For North Korea 742.19(b)(1) denies computers and microprocessors far below the chips '
	 'of today, while 746.4(b) reviews other items case by case. Humanitarian and safety '
	 'exceptions are not modelled.',
	 true),
	('REVIEW.syria', 'review', 11,
	 $$destination = SY$$,
	 'policy_of_denial', '(,)', '(,2025-08-28)',
	 'Applications for Syria are generally denied.',
	 '15 CFR 746.9(c)(1) as it stood before 2025',
	 'https://www.ecfr.gov/current/title-15/section-746.9',
	 '[V] Text read as amended through 79 FR 32625.',
	 true),
	('REVIEW.syria', 'review', 11,
	 $$destination = SY$$,
	 'policy_of_denial', '(,2025-09-02)', '[2025-08-28,)',
	 'Applications for Syria are generally denied.',
	 '15 CFR 746.9(c)(1) as it stood before 2025, ended by 90 FR 42315',
	 'https://www.federalregister.gov/citation/90-FR-42315',
	 '[V2] for its end on 2025-09-02, announced on 2025-08-28.',
	 true),
	('REVIEW.russia', 'review', 12,
	 $$destination in (RU, BY)$$,
	 'policy_of_denial', '[2022-04-08,)', '(,)',
	 'Applications for Russia and Belarus are denied.',
	 '15 CFR 746.8(b)(1)', 'https://www.ecfr.gov/current/title-15/section-746.8',
	 '[V] Some applications (safety of flight, humanitarian needs, subsidiaries of '
	 'partner-country firms) are reviewed case by case; not modelled.',
	 true),
	('REVIEW.ukraine', 'review', 13,
	 $$destination = UA and (region in ('UA-40', 'UA-43') or (region in ('UA-09', 'UA-14')
	   and covered_region))$$,
	 'policy_of_denial', '[2022-02-24,)', '(,)',
	 'Applications for the Crimea region and for the so-called Donetsk and Luhansk People''s '
	 'Republics are denied.',
	 '15 CFR 746.6(b); 87 FR 12226', 'https://www.ecfr.gov/current/title-15/section-746.6',
	 '[V2] What the general licenses of OFAC for these regions authorize is reviewed case by '
	 'case; not modelled. Before 2022-02-24, which is before the period covered, denial was '
	 'presumed for Crimea (80 FR 4776).',
	 true);

-- 4.1.1 Military and other end uses of part 744
INSERT INTO rule
	(id, kind, rank, condition, review, in_force, known, title, citation, url, note, builtin)
VALUES
	('REVIEW.meu', 'review', 18,
	 $$(end_use = 'military' and destination in (BY, MM, KH, CN, NI, RU, VE, D:1))
	   or (end_use = 'military-intelligence' and (destination in (BY, MM, KH, CN, RU, VE, E:1, E:2)
	   or headquarters in (BY, MM, KH, CN, RU, VE, E:1, E:2)))$$,
	 'presumption_of_denial', '(,)', '(,)',
	 'Applications for military and military-intelligence end uses and end users are presumed to be '
	 'denied, whatever else they need a license for.',
	 '15 CFR 744.21(e)(1), (e)(3), 744.17(c), 744.22(e)',
	 'https://www.ecfr.gov/current/title-15/section-744.21',
	 '[V] eCFR of 2026-09-24.',
	 true),
	('REVIEW.wmd', 'review', 110,
	 $$end_use in ('nuclear', 'maritime-nuclear-propulsion', 'missiles',
	   'chemical-and-biological-weapons', 'weapons-of-mass-destruction')$$,
	 'case_by_case', '(,)', '(,)',
	 'Applications for nuclear, missile, chemical and biological end uses are reviewed case by case, '
	 'unless a stricter policy applies.',
	 '15 CFR 744.2(d), 744.3(d), 744.4(d)', 'https://www.ecfr.gov/current/title-15/section-744.2',
	 '[R]',
	 true);

-- 4.2 The window of January 2026 (91 FR 1684)
INSERT INTO rule
	(id, kind, rank, condition, review, in_force, known, title, citation, url, note, builtin)
VALUES
	('REVIEW.cbc/2026', 'review', 20,
	 $$eccn in (3A090.a, 3A090.b, 4A090.a, 4A090.b, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1,
	   5A002.z.1.b, 5A002.z.2.b, 5A002.z.3.b,
	   5A002.z.4.b, 5A002.z.5.b, 5A004.z.1.b, 5A004.z.2.b, 5A992.z.2) and tpp < 21000 and memory_bandwidth < 6500
	   and destination in (CN, MO) and movement = 'export' and shipped_from = US
	   and certification = 'dd'$$,
	 'case_by_case', '[2026-01-15,)', '[2026-01-13,)',
	 'Applications to export commodities below 21,000 TPP and below 6,500 GB/s of total DRAM '
	 'bandwidth from the United States to end users in China or Macau, with the certification of '
	 'Supplement No. 2 to part 748, paragraph (dd), are reviewed case by case.',
	 '15 CFR 742.6(b)(10)(iii)(A)(1), 744.23(d)(3), 748 Supp. 2 paragraph (dd); 91 FR 1684',
	 'https://www.federalregister.gov/citation/91-FR-1684',
	 '[V] eCFR of 2026-09-24. Both limits are strict. Exports from the United States only, and with '
	 'the certification: every other application stays under the presumption of denial of '
	 'REVIEW.d5/2023, and while these facts are unknown the policy is undecided. The certification '
	 'shows, among other things, supply and commercial availability in the United States, shipments '
	 'of at most half the volume shipped there, know-your-customer procedures and a test of every '
	 'shipment by a laboratory there. Released 2026-01-13 [V2].',
	 true);

-- 4.3 Supercomputers, 744.23(d)
INSERT INTO rule
	(id, kind, rank, condition, review, in_force, known, title, citation, url, note, builtin)
VALUES
	('REVIEW.supercomputer/2022', 'review', 30,
	 $$end_use = 'supercomputer' and eccn in (3A991, 4A994, 5A002, 5A004, 5A992)
	   and (destination in (CN, MO) or supercomputer_site != 'elsewhere')$$,
	 'presumption_of_denial', '[2022-10-21,)', '[2022-10-07,2023-10-17)',
	 'Applications for a supercomputer in China or Macau are presumed to be denied.',
	 '15 CFR 744.23(d) (2022); 87 FR 62186, 88 FR 2821',
	 'https://www.federalregister.gov/citation/87-FR-62186',
	 '[V] For Macau there is something to apply for since 2023-01-17.',
	 true),
	('REVIEW.supercomputer/2022', 'review', 30,
	 $$end_use = 'supercomputer' and eccn in (3A991, 4A994, 5A002, 5A004, 5A992)
	   and (destination in (CN, MO) or supercomputer_site != 'elsewhere')$$,
	 'presumption_of_denial', '[2022-10-21,2023-11-17)', '[2023-10-17,)',
	 'Applications for a supercomputer in China or Macau are presumed to be denied.',
	 '15 CFR 744.23(d) (2022); 87 FR 62186, 88 FR 2821, ended by 88 FR 73458',
	 'https://www.federalregister.gov/citation/87-FR-62186',
	 '[V] Replaced on 2023-11-17 by a text for Macau and Country Group D:5.',
	 true),
	('REVIEW.supercomputer.allied/2023', 'review', 29,
	 $$end_use = 'supercomputer' and eccn in (3A991, 4A994, 5A002, 5A004, 5A992)
	   and (destination in (D:5, MO) or supercomputer_site != 'elsewhere')
	   and headquarters in (US, A:5, A:6)$$,
	 'presumption_of_approval', '[2023-11-17,)', '[2023-10-17,)',
	 'Applications for such a supercomputer, for end users headquartered in the United States, '
	 'A:5 or A:6, are presumed to be approved.',
	 '15 CFR 744.23(d)(2); 88 FR 73458', 'https://www.ecfr.gov/current/title-15/section-744.23',
	 '[V] eCFR of 2026-09-24; its first day is [C]. The end user must not be majority-owned by an '
	 'entity headquartered in Macau or D:5: where it is, state that headquarters.',
	 true),
	('REVIEW.supercomputer/2023', 'review', 30,
	 $$end_use = 'supercomputer' and eccn in (3A991, 4A994, 5A002, 5A004, 5A992)
	   and (destination in (D:5, MO) or supercomputer_site != 'elsewhere')$$,
	 'presumption_of_denial', '[2023-11-17,)', '[2023-10-17,)',
	 'Applications for a supercomputer located in, or destined to, Macau or Country Group D:5 are '
	 'presumed to be denied.',
	 '15 CFR 744.23(d), (d)(1) since 2024; 88 FR 73458, 89 FR 23876',
	 'https://www.ecfr.gov/current/title-15/section-744.23',
	 '[V] eCFR of 2026-09-24.',
	 true);

-- 4.4 AI Diffusion, 742.6(b)(10)(iii)
INSERT INTO rule
	(id, kind, rank, condition, review, in_force, known, title, citation, url, note, builtin)
VALUES
	('DIFFUSION.review.d5', 'review', 40,
	 $$eccn in (3A090.a, 4A090.a, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1) and (destination in (D:5, MO) or headquarters in (D:5, MO))$$,
	 'presumption_of_denial', '[2025-05-15,)', '[2025-01-13,2025-05-13)',
	 'Applications for 3A090.a and 4A090.a to Macau, Country Group D:5 and entities headquartered '
	 'there are presumed to be denied.',
	 '15 CFR 742.6(b)(10)(iii)(A)(1); 90 FR 4544',
	 'https://www.federalregister.gov/citation/90-FR-4544',
	 '[V]',
	 true),
	('DIFFUSION.review.d5', 'review', 40,
	 $$eccn in (3A090.a, 4A090.a, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1) and (destination in (D:5, MO) or headquarters in (D:5, MO))$$,
	 'presumption_of_denial', 'empty', '[2025-05-13,)',
	 'Applications for 3A090.a and 4A090.a to Macau, Country Group D:5 and entities headquartered '
	 'there are presumed to be denied.',
	 '15 CFR 742.6(b)(10)(iii)(A)(1); 90 FR 4544; BIS press release of 2025-05-13',
	 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V] While AI Diffusion is not enforced, the same policy holds by the texts of 2023 and 2024 '
	 '(REVIEW.d5/2023, REVIEW.hq/2024).',
	 true),
	('DIFFUSION.review.4E091', 'review', 41,
	 $$eccn in (4E091) and headquarters not in (AIA)$$,
	 'presumption_of_denial', '[2025-05-15,)', '[2025-01-13,2025-05-13)',
	 'Applications for 4E091 for end users headquartered outside the destinations of Supplement No. 5(a) are '
	 'presumed to be denied.',
	 '15 CFR 742.6(b)(14); 90 FR 4544', 'https://www.federalregister.gov/citation/90-FR-4544',
	 '[V]',
	 true),
	('DIFFUSION.review.4E091', 'review', 41,
	 $$eccn in (4E091) and headquarters not in (AIA)$$,
	 'presumption_of_denial', 'empty', '[2025-05-13,)',
	 'Applications for 4E091 for end users headquartered outside the destinations of Supplement No. 5(a) are '
	 'presumed to be denied.',
	 '15 CFR 742.6(b)(14); 90 FR 4544; BIS press release of 2025-05-13',
	 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V] Printed and not enforced, as DIFFUSION.rs.a.',
	 true),
	('DIFFUSION.review.aia', 'review', 80,
	 $$eccn in (3A090.a, 4A090.a, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1) and (destination in (AIA) or headquarters in (AIA))$$,
	 'presumption_of_approval', '[2025-05-15,)', '[2025-01-13,2025-05-13)',
	 'Applications for 3A090.a and 4A090.a to destinations of Supplement No. 5(a), or entities '
	 'headquartered there, are presumed to be approved.',
	 '15 CFR 742.6(b)(10)(iii)(A)(2); 90 FR 4544',
	 'https://www.federalregister.gov/citation/90-FR-4544',
	 '[V]',
	 true),
	('DIFFUSION.review.aia', 'review', 80,
	 $$eccn in (3A090.a, 4A090.a, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1) and (destination in (AIA) or headquarters in (AIA))$$,
	 'presumption_of_approval', 'empty', '[2025-05-13,)',
	 'Applications for 3A090.a and 4A090.a to destinations of Supplement No. 5(a), or entities '
	 'headquartered there, are presumed to be approved.',
	 '15 CFR 742.6(b)(10)(iii)(A)(2); 90 FR 4544; BIS press release of 2025-05-13',
	 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V] Printed, not enforced.',
	 true),
	('DIFFUSION.review.allocation', 'review', 81,
	 $$eccn in (3A090.a, 4A090.a, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1) and destination not in (AIA, D:5, MO)
	   and headquarters not in (D:5, MO)$$,
	 'presumption_of_approval', '[2025-05-15,)', '[2025-01-13,2025-05-13)',
	 'Applications for 3A090.a and 4A090.a to any other destination are presumed to be approved '
	 'until the country''s allocation of 790,000,000 TPP is used up.',
	 '15 CFR 742.6(b)(10)(iii)(B); 90 FR 4544',
	 'https://www.federalregister.gov/citation/90-FR-4544',
	 '[V] For 2025 to 2027, cumulative; beyond it a policy of denial. What of an allocation is '
	 'left is known to BIS alone and cannot be tested; Supplement No. 5(b), for allocations '
	 'raised by up to 100 percent, is blank.',
	 true),
	('DIFFUSION.review.allocation', 'review', 81,
	 $$eccn in (3A090.a, 4A090.a, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1) and destination not in (AIA, D:5, MO)
	   and headquarters not in (D:5, MO)$$,
	 'presumption_of_approval', 'empty', '[2025-05-13,)',
	 'Applications for 3A090.a and 4A090.a to any other destination are presumed to be approved '
	 'until the country''s allocation of 790,000,000 TPP is used up.',
	 '15 CFR 742.6(b)(10)(iii)(B); 90 FR 4544; BIS press release of 2025-05-13',
	 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V] Printed, not enforced.',
	 true);

-- 4.5 3A090.a, 3A090.b and 4A090
INSERT INTO rule
	(id, kind, rank, condition, review, in_force, known, title, citation, url, note, builtin)
VALUES
	('REVIEW.d5/2022', 'review', 50,
	 $$eccn in (3A090, 4A090) and destination in (CN, MO)$$,
	 'presumption_of_denial', '[2022-10-21,)', '[2022-10-07,2023-10-17)',
	 'Applications for 3A090 and 4A090 to China or Macau are presumed to be denied.',
	 '15 CFR 742.6(b)(10) (2022); 87 FR 62186, 88 FR 2821',
	 'https://www.federalregister.gov/citation/87-FR-62186',
	 '[R] Doubtful, and kept as the stricter of two readings: no copy of (b)(10) as it stood in 2022 '
	 'could be read again. The sentence that survives as (b)(10)(i) refers to 744.23(d), and says '
	 'case by case where no license is required under part 744; if it was the whole of (b)(10) in '
	 '2022, an order that serves no supercomputer was reviewed case by case.',
	 true),
	('REVIEW.d5/2022', 'review', 50,
	 $$eccn in (3A090, 4A090) and destination in (CN, MO)$$,
	 'presumption_of_denial', '[2022-10-21,2023-11-17)', '[2023-10-17,)',
	 'Applications for 3A090 and 4A090 to China or Macau are presumed to be denied.',
	 '15 CFR 742.6(b)(10) (2022); 87 FR 62186, 88 FR 2821, ended by 88 FR 73458',
	 'https://www.federalregister.gov/citation/87-FR-62186',
	 '[R] as the version before it. Replaced on 2023-11-17 by a text for Macau and Country Group '
	 'D:5.',
	 true),
	('REVIEW.d5/2023', 'review', 50,
	 $$eccn in (3A090.a, 3A090.b, 4A090.a, 4A090.b, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1,
	   5A002.z.1.b, 5A002.z.2.b, 5A002.z.3.b,
	   5A002.z.4.b, 5A002.z.5.b, 5A004.z.1.b, 5A004.z.2.b, 5A992.z.2) and (destination in (D:5, MO)
	   or (headquarters in (D:5, MO) and destination in (D:1, D:4) and destination not in (A:5,
	   A:6)))$$,
	 'presumption_of_denial', '[2023-11-17,)', '[2023-10-17,)',
	 'Applications for 3A090.a, 3A090.b and 4A090 to Macau or Country Group D:5, or within D:1 '
	 'and D:4 for entities headquartered there, are presumed to be denied.',
	 '15 CFR 742.6(b)(10)(ii) (2023), (b)(10)(iii)(A)(1) since 2025; 88 FR 73458',
	 'https://www.federalregister.gov/citation/88-FR-73458',
	 '[V] eCFR of 2026-09-24, (b)(10)(iii)(A)(1), "all other applications". There is no (b)(10)(iv). '
	 'The text of 2023 agrees with CSET''s matrix [V2].',
	 true),
	('REVIEW.hq/2023', 'review', 51,
	 $$eccn in (3A090.a, 3A090.b, 4A090.a, 4A090.b, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1,
	   5A002.z.1.b, 5A002.z.2.b, 5A002.z.3.b,
	   5A002.z.4.b, 5A002.z.5.b, 5A004.z.1.b, 5A004.z.2.b, 5A992.z.2) and headquarters in (D:5, MO)$$,
	 'case_by_case', '[2023-11-17,)', '[2023-10-17,2024-03-29)',
	 'Applications for 3A090.a, 3A090.b and 4A090 to other destinations for entities '
	 'headquartered in Macau or Country Group D:5 are reviewed case by case.',
	 '15 CFR 744.23(d) (2023); 88 FR 73458', 'https://www.federalregister.gov/citation/88-FR-73458',
	 '[V] The presumption of denial of the first text was for destinations, not for entities; '
	 'CSET''s matrix reads it so too [V2].',
	 true),
	('REVIEW.hq/2023', 'review', 51,
	 $$eccn in (3A090.a, 3A090.b, 4A090.a, 4A090.b, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1,
	   5A002.z.1.b, 5A002.z.2.b, 5A002.z.3.b,
	   5A002.z.4.b, 5A002.z.5.b, 5A004.z.1.b, 5A004.z.2.b, 5A992.z.2) and headquarters in (D:5, MO)$$,
	 'case_by_case', '[2023-11-17,2024-04-04)', '[2024-03-29,)',
	 'Applications for 3A090.a, 3A090.b and 4A090 to other destinations for entities '
	 'headquartered in Macau or Country Group D:5 are reviewed case by case.',
	 '15 CFR 744.23(d) (2023); 88 FR 73458, ended by 89 FR 23876',
	 'https://www.federalregister.gov/citation/88-FR-73458',
	 '[V] Replaced on 2024-04-04.',
	 true),
	('REVIEW.hq/2024', 'review', 52,
	 $$eccn in (3A090.a, 4A090.a, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1) and datacenter and headquarters in (D:5, MO)$$,
	 'presumption_of_denial', '[2024-04-04,)', '[2024-03-29,)',
	 'Applications for datacenter items that meet 3A090.a, for entities headquartered in Macau or '
	 'Country Group D:5 wherever located, are presumed to be denied.',
	 '15 CFR 744.23(d)(1) and (3)(i), 742.6(b)(10)(iii)(A)(1) since 2025; 89 FR 23876',
	 'https://www.ecfr.gov/current/title-15/section-744.23',
	 '[V] CSET''s matrix of the rule of 2023 says case by case; since these corrections the text '
	 'says denial. In the CFR since 2025 it covers every .a item; those that are not for '
	 'datacenters are eligible for NAC.',
	 true),
	('REVIEW.hq.a/2025', 'review', 52,
	 $$eccn in (3A090.a, 4A090.a, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1) and headquarters in (D:5, MO)$$,
	 'presumption_of_denial', '[2025-01-13,)', '[2025-01-13,)',
	 'Applications for any 3A090.a or 4A090.a item, for entities headquartered in Macau or Country '
	 'Group D:5 wherever located, are presumed to be denied.',
	 '15 CFR 742.6(b)(10)(iii)(A)(1); 90 FR 4544', 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V] eCFR of 2026-09-24: AI Diffusion moved .a items out of 744.23(a)(3), whose (d)(3) is left '
	 'to .b items. BIS enforces that part ([V2], guidance of 2026-05-31).',
	 true),
	('REVIEW.hq.other/2024', 'review', 53,
	 $$eccn in (3A090.a, 3A090.b, 4A090.a, 4A090.b, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1,
	   5A002.z.1.b, 5A002.z.2.b, 5A002.z.3.b,
	   5A002.z.4.b, 5A002.z.5.b, 5A004.z.1.b, 5A004.z.2.b, 5A992.z.2) and headquarters in (D:5, MO)$$,
	 'case_by_case', '[2024-04-04,)', '[2024-03-29,)',
	 'Applications for other 3A090.a, 3A090.b and 4A090 items, for entities headquartered in '
	 'Macau or Country Group D:5 and located elsewhere, are reviewed case by case.',
	 '15 CFR 744.23(d)(3)(i); 89 FR 23876', 'https://www.ecfr.gov/current/title-15/section-744.23',
	 '[V] Such items are eligible for NAC; the policy is for applications made all the same.',
	 true),
	('REVIEW.approval/2023', 'review', 60,
	 $$eccn in (3A090.a, 3A090.b, 4A090.a, 4A090.b, 5A002.z.1.a, 5A002.z.2.a, 5A002.z.3.a,
	   5A002.z.4.a, 5A002.z.5.a, 5A004.z.1.a, 5A004.z.2.a, 5A992.z.1,
	   5A002.z.1.b, 5A002.z.2.b, 5A002.z.3.b,
	   5A002.z.4.b, 5A002.z.5.b, 5A004.z.1.b, 5A004.z.2.b, 5A992.z.2) and destination in (D:1, D:4)
	   and destination not in (A:5, A:6, D:5, MO) and headquarters not in (D:5, MO)$$,
	 'presumption_of_approval', '[2023-11-17,)', '[2023-10-17,)',
	 'Applications for 3A090.a, 3A090.b and 4A090 to Country Groups D:1 and D:4, but for Macau, '
	 'D:5 and entities headquartered there, are presumed to be approved.',
	 '15 CFR 742.6(b)(10)(ii) (2023); 88 FR 73458',
	 'https://www.federalregister.gov/citation/88-FR-73458',
	 '[V] For .a items the CFR prints the allocations of AI Diffusion instead since 2025-01-13, '
	 'which BIS does not enforce.',
	 true),
	('REVIEW.b/2025', 'review', 59,
	 $$eccn in (3A090.b, 4A090.b, 5A002.z.1.b, 5A002.z.2.b, 5A002.z.3.b,
	   5A002.z.4.b, 5A002.z.5.b, 5A004.z.1.b, 5A004.z.2.b, 5A992.z.2) and destination not in (D:5, MO) and headquarters not in (D:5,
	   MO)$$,
	 'case_by_case', '[2025-01-13,)', '[2025-01-13,)',
	 'Applications for 3A090.b and 4A090.b to destinations outside Macau and Country Group D:5, '
	 'but for entities headquartered there, are reviewed case by case.',
	 '15 CFR 742.6(b)(1)(i)(B); 90 FR 4544',
	 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V] eCFR of 2026-09-24: (b)(10) has no policy for them, and no (iv), so the general one of '
	 '(b)(1)(i)(B) is left. That the presumption of approval of 2023 went on 2025-01-13, with the '
	 'text that held it, is [C].',
	 true);

-- 4.6 3A090.c, 742.6(b)(10)(ii)
INSERT INTO rule
	(id, kind, rank, condition, review, in_force, known, title, citation, url, note, builtin)
VALUES
	('REVIEW.hbm.approval/2024', 'review', 70,
	 $$eccn in (3A090.c) and destination in (D:5, MO) and headquarters not in (D:5, MO)$$,
	 'presumption_of_approval', '[2024-12-31,)', '[2024-12-02,)',
	 'Applications for 3A090.c to or within Macau or Country Group D:5, for entities not '
	 'headquartered there, are presumed to be approved.',
	 '15 CFR 742.6(b)(10)(ii); 89 FR 96790', 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V]',
	 true),
	('REVIEW.hbm.denial/2024', 'review', 71,
	 $$eccn in (3A090.c)$$,
	 'presumption_of_denial', '[2024-12-31,)', '[2024-12-02,)',
	 'All other applications for 3A090.c are presumed to be denied.',
	 '15 CFR 742.6(b)(10)(ii); 89 FR 96790', 'https://www.ecfr.gov/current/title-15/section-742.6',
	 '[V]',
	 true);

-- 4.7 Syria since September 2025, and the assurances of July 2025
INSERT INTO rule
	(id, kind, rank, condition, review, in_force, known, title, citation, url, note, builtin)
VALUES
	('REVIEW.assurance.nvidia/2025', 'review', 90,
	 $$vendor = 'NVIDIA' and eccn not in (3A090, 4A090) and destination in (CN, MO)$$,
	 'presumption_of_approval', '[2025-07-14,)', '[2025-07-14,)',
	 'NVIDIA has been assured that licenses for H20 to China will be granted.',
	 'NVIDIA Corporation, statement of 2025-07-14', NULL,
	 '[V2] An assurance, not a license, and no rule: BIS has published nothing. It names H20; the '
	 'row covers every circuit of NVIDIA that only the letter of April 2025 catches, because what '
	 'the letter covers is stated by performance and not by name. Licenses were reported to be '
	 'issued from 2025-08-08 on terms of a 15 percent share of revenue.',
	 true),
	('REVIEW.assurance.amd/2025', 'review', 91,
	 $$vendor = 'AMD' and eccn not in (3A090, 4A090) and destination in (CN, MO)$$,
	 'presumption_of_approval', '[2025-07-14,)', '[2025-07-14,)',
	 'AMD has been assured that licenses for MI308 to China will be granted.',
	 'Advanced Micro Devices, statement of 2025-07-14 or 15, as reported', NULL,
	 '[V2] An assurance, not a license, and no rule: BIS has published nothing. Reported for '
	 '2025-07-14 or 15; the earlier day is taken. It names MI308; the row covers every circuit of '
	 'AMD that only the letter of April 2025 catches.',
	 true),
	('REVIEW.syria/2025', 'review', 100,
	 $$destination = SY$$,
	 'case_by_case', '[2025-09-02,)', '[2025-08-28,)',
	 'Applications for Syria are reviewed case by case, unless a stricter policy applies to the '
	 'item.',
	 '15 CFR 746.9(c); 90 FR 42315', 'https://www.federalregister.gov/citation/90-FR-42315',
	 '[V2] Commercial end uses that support the Syrian people are presumed to be approved; the '
	 'row states the stricter half. 3A090 and 4A090 stay presumed denied, because Syria is in '
	 'Country Group D:5.',
	 true);

-- 5. General Prohibition Ten, 736.2(b)(10)
--
-- It turns on how the item was made, which no fact of a chip tells; but BIS presumes it of circuits
-- that firms of China have designed. What overcomes it is BIS's authorization, and so it is a
-- requirement that no exception reaches.
INSERT INTO rule
	(id, kind, rank, condition, reason, in_force, known, when_unknown, title, citation, url, note, builtin)
VALUES
	('GP10.prc/2025', 'requirement', 84,
	 $$eccn in (3A090, 4A090) and vendor in ('Alibaba', 'Baidu', 'Biren', 'Cambricon', 'Enflame',
	   'Horizon Robotics', 'Huawei', 'Hygon', 'Iluvatar CoreX', 'Loongson', 'MetaX', 'Moore Threads',
	   'Phytium', 'Sophgo', 'Zhaoxin')$$,
	 'GP10', '[2025-05-13,)', '[2025-05-13,)', 'not_applied',
	 'BIS presumes that circuits of 3A090 designed by firms of China, such as Ascend 910B, 910C and '
	 '910D, were made in violation of the EAR: whoever ships, buys or uses them anywhere without '
	 'its authorization risks General Prohibition Ten.',
	 '15 CFR 736.2(b)(10), 764.2(e), 740.1(a); BIS guidance of 2025-05-13',
	 'https://blog.freshfields.us/post/102ksla/bis-guidance-targets-prc-advanced-computing-integrated-circuits-in-high-probabil',
	 '[V2] for the guidance, which names Ascend and speaks of all such circuits; [V] that no license '
	 'exception applies against General Prohibition Ten: 740.1(a). Which of the vendors are meant '
	 'is [C]: those of China that design such circuits. Technical analysis alone is excepted. Not '
	 'applied where the vendor is unknown: else every anonymous circuit of 3A090 would be '
	 'indeterminate everywhere.',
	 true);
