-- Policy events: what happened, when, and by which source, with the rules that each touches.
--
-- kind is one of
--     rule             a rule released, taking effect, or to be complied with
--     letter           BIS to a single firm
--     filing           a company to its investors
--     announcement     of the government or of a company
--     guidance         of BIS on rules in force
--     proclamation     of the President
--     stay             a rule suspended, or the end of that
--     listing          names added to a list
--     decision         of an oversight body
--     report           of the press, or of what was compared with these rules
--     foreign_measure  of another government
--     bill             a step in Congress
--
-- confidence is V where the text itself was read, V2 where a secondary source was, R where the fact
-- is recalled. Bills whose date was not found are not listed.

-- Before the period covered, and the rule of October 2022
INSERT INTO policy_event
	(id, happened, kind, title, description, source, url, confidence, rules, builtin)
VALUES
	('2022-08-26-nvidia-letter', '2022-08-26', 'letter',
	 'BIS tells NVIDIA that A100 and H100 need a license to China and Russia.',
	 'Effective at once, for A100, the coming H100, systems that contain them, and any circuit '
	 'about as fast in both performance and chip-to-chip transfer. Made public by a filing of '
	 '2022-08-31; later filings add Hong Kong and Macau. It stayed in force in the period covered, '
	 'until the rule of October 2023 overtook it.',
	 'NVIDIA Corporation, Form 8-K of 2022-08-31, as quoted by Shacknews',
	 'https://shacknews.com/article/132106/nvidia-exports-us-government-license-requirements-china-hong-kong',
	 'V2', '{LETTER.nvidia/2022}', true),
	('2022-08-31-amd-letter', '2022-08-31', 'letter',
	 'AMD says that it has been told of a license for MI250 to China.',
	 'And to Russia; MI100 is said to be free. The day of the letter is not public. Reported '
	 'on 2022-08-31 and 2022-09-01.',
	 'The Register, 2022-09-01', NULL,
	 'V2', '{LETTER.amd/2022}', true),
	('2022-10-07-rule-released', '2022-10-07', 'rule',
	 'BIS releases the interim final rule on advanced computing and semiconductor manufacturing.',
	 'Creates 3A090 and 4A090 (600 GB/s and 4800, both) and the supercomputer end use control of '
	 '744.23, for China. Published on 2022-10-13. Parts take effect on 2022-10-07 and 2022-10-12, '
	 'advanced computing on 2022-10-21; which entries fall on which day is recalled.',
	 '87 FR 62186; FR Doc 2022-21658', 'https://www.federalregister.gov/citation/87-FR-62186',
	 'V',
	 '{3A090.a/2022,4A090.a/2022,3A991.p,4A994.l,RS.a/2022,SUPERCOMPUTER/2022,REVIEW.d5/2022,
	   REVIEW.supercomputer/2022}', true),
	('2022-10-21-rule-effective', '2022-10-21', 'rule',
	 'The advanced computing parts of the rule of October 2022 take effect.',
	 'From this day 3A090 and 4A090 need a license to China, with a presumption of denial. Parts '
	 'with transfer rates held to 400 GB/s (A800, later H800) stay outside.',
	 '87 FR 62186', 'https://www.federalregister.gov/citation/87-FR-62186',
	 'V', '{3A090.a/2022,4A090.a/2022,RS.a/2022}', true),
	('2023-01-17-macau', '2023-01-17', 'rule',
	 'The controls of October 2022 are extended to Macau.',
	 'Adds Macau to the regional stability requirement, to the end uses of 744.23 and to the '
	 'foreign direct product rules. Effective on 2023-01-17, published on 2023-01-18.',
	 '88 FR 2821; FR Doc 2023-00888', 'https://www.federalregister.gov/citation/88-FR-2821',
	 'V2', '{RS.a.macau/2023,SUPERCOMPUTER.macau/2023,REVIEW.d5/2022}', true),
	('2023-05-19-russia-hts', '2023-05-19', 'rule',
	 'EAR99 industrial goods for Russia and Belarus are widened.',
	 'Supplement No. 4 to part 746 is extended; that it then holds the whole of HTS chapters 84, '
	 '85 and 90 is recalled.',
	 '88 FR 33422; FR Doc 2023-10774', 'https://www.federalregister.gov/citation/88-FR-33422',
	 'R', '{RUSSIA.ear99}', true);

-- The letters of 2023
INSERT INTO policy_event
	(id, happened, kind, title, description, source, url, confidence, rules, builtin)
VALUES
	('2023-07-01-middle-east-letter', '2023-07-01', 'letter',
	 'BIS tells NVIDIA of a license for some A100 and H100 to certain customers and regions.',
	 'Some countries in the Middle East among them; products, customers and countries are not '
	 'published. In July 2023: the day is not known and the first of the month stands for it.',
	 'NVIDIA Corporation, Form 10-Q of 2023-08-28', NULL,
	 'V', '{LETTER.nvidia/2023-07}', true),
	('2023-08-28-middle-east-10q', '2023-08-28', 'filing',
	 'NVIDIA makes the letter of July public.',
	 'From this day an exporter could know of the requirement. AMD was reported to have a '
	 'similar letter (Reuters, end of August 2023).',
	 'NVIDIA Corporation, Form 10-Q of 2023-08-28; Reuters', NULL,
	 'V2', '{LETTER.nvidia/2023-07,LETTER.amd/2023-07}', true);

-- The rules of October 2023 and their corrections
INSERT INTO policy_event
	(id, happened, kind, title, description, source, url, confidence, rules, builtin)
VALUES
	('2023-10-17-rule-released', '2023-10-17', 'rule',
	 'BIS releases the advanced computing and supercomputing interim final rule.',
	 'Drops the transfer rate; total processing performance and performance density decide. '
	 'Paragraphs .a and .b, Country Groups D:1, D:4 and D:5 less A:5 and A:6, License Exception '
	 'NAC, entities headquartered in Macau or D:5. Published on 2023-10-25.',
	 '88 FR 73458; FR Doc 2023-23055', 'https://www.federalregister.gov/citation/88-FR-73458',
	 'V',
	 '{3A090.a/2022,4A090.a/2022,3A090.a/2023,4A090.a/2023,3A090.b/2023,RS.a/2022,RS.a.macau/2023,
	   RS.a/2023,RS.b/2023,HQ.ab/2023,SUPERCOMPUTER/2023,NAC/2023,REVIEW.d5/2023,REVIEW.hq/2023,
	   REVIEW.approval/2023,REVIEW.supercomputer/2023}', true),
	('2023-10-17-nvidia-8k', '2023-10-17', 'filing',
	 'NVIDIA names the products that the new rule affects.',
	 'A100, A800, H100, H800, L40, L40S and GeForce RTX 4090, among others.',
	 'NVIDIA Corporation, Form 8-K of 2023-10-17',
	 'https://www.sec.gov/Archives/edgar/data/1045810/000104581023000217/0001045810-23-000217.txt',
	 'V2', '{3A090.a/2023}', true),
	('2023-10-17-entity-list', '2023-10-17', 'listing',
	 'Thirteen Chinese entities that design AI chips are put on the Entity List.',
	 'With footnote 4 and a presumption of denial; recalled to be the groups of Biren and Moore '
	 'Threads. Reported for October 2023, the day is recalled.',
	 'Thompson Hine, note on the rules of October 2023', NULL,
	 'V2', '{}', true),
	('2023-10-23-nvidia-letter', '2023-10-23', 'letter',
	 'BIS tells NVIDIA that the new rule applies to five of its products at once.',
	 'A100, A800, H100, H800 and L40S, 25 days before the rule takes effect.',
	 'BIS letter to NVIDIA, reported in its Form 8-K of 2023-10-24', NULL,
	 'V2', '{LETTER.nvidia/2023}', true),
	('2023-10-24-nvidia-8k', '2023-10-24', 'filing',
	 'NVIDIA makes the letter of the day before public.',
	 'From this day an exporter could know of the requirement.',
	 'NVIDIA Corporation, Form 8-K of 2023-10-24', NULL,
	 'V2', '{LETTER.nvidia/2023}', true),
	('2023-11-17-rule-effective', '2023-11-17', 'rule',
	 'The rule of October 2023 takes effect.',
	 'A800, H800 and L40S are 3A090.a; what is neither for datacenters nor at 4800 is not 3A090 '
	 'at all.',
	 '88 FR 73458', 'https://www.federalregister.gov/citation/88-FR-73458',
	 'V',
	 '{3A090.a/2023,3A090.b/2023,RS.a/2023,RS.b/2023,HQ.ab/2023,NAC/2023,
	   LETTER.nvidia/2023}', true),
	('2023-12-29-bis-faqs', '2023-12-29', 'guidance',
	 'BIS answers questions on the rule of October 2023.',
	 'Among others: 4A090.b is reserved for now and will be revised; NAC covers 4A090 items that '
	 'are not 4A090.a; a notification does not make approval routine.',
	 'BIS FAQs of 2023-12-29, as reported by Kelley Drye',
	 'https://www.kelleydrye.com/viewpoints/blogs/trade-and-manufacturing-monitor/bis-clarifies-notification-and-licensing-requirements-for-updated-semiconductor-advanced-computing-export-controls',
	 'V2', '{NAC/2023,4A090.b/2023}', true),
	('2024-03-29-corrections-released', '2024-03-29', 'rule',
	 'BIS releases corrections and clarifications of the rules of October 2023.',
	 'Splits License Exception NAC into NAC and ACA and revises the review standards of '
	 '744.23(d). That it fills 4A090.b is recalled. Published and effective on 2024-04-04.',
	 '89 FR 23876; FR Doc 2024-07004', 'https://www.federalregister.gov/citation/89-FR-23876',
	 'V2',
	 '{NAC/2023,NAC/2024,ACA/2024,4A090.b/2024,REVIEW.hq/2023,REVIEW.hq/2024,
	   REVIEW.hq.other/2024}', true),
	('2024-04-04-corrections-effective', '2024-04-04', 'rule',
	 'The corrections of the rules of October 2023 take effect.',
	 'From this day exporters report NAC and ACA under codes of their own (CBP CSMS 61882672).',
	 '89 FR 23876', 'https://www.federalregister.gov/citation/89-FR-23876',
	 'V2', '{NAC/2024,ACA/2024,4A090.b/2024}', true),
	('2024-05-10-cyprus', '2024-05-10', 'rule',
	 'BIS takes Cyprus to be no longer in Country Group D:5.',
	 'A rule effective on 2024-05-30 says so as of something past; on which day Cyprus left '
	 'was not found.',
	 '89 FR 40369, RIN 0694-AJ65', 'https://www.federalregister.gov/citation/89-FR-40369',
	 'V', '{HQ.ab/2023}', true),
	('2024-10-02-datacenter-veu', '2024-10-02', 'rule',
	 'A validated end user authorization for data centers is created.',
	 'Section 748.15. It authorizes named end users and is not among the rules.',
	 '89 FR 80080; FR Doc 2024-22587', 'https://www.federalregister.gov/citation/89-FR-80080',
	 'V2', '{}', true),
	('2024-11-10-tsmc-letter', '2024-11-10', 'letter',
	 'BIS is reported to tell TSMC to halt shipments of advanced AI chips to China.',
	 'Circuits of 7 nm and below for AI. The day is recalled. The letter binds a fabricator '
	 'and is not among the rules.',
	 'Press reports of November 2024', NULL,
	 'R', '{}', true),
	('2024-12-02-hbm-rule', '2024-12-02', 'rule',
	 'BIS controls high bandwidth memory and widens the foreign direct product rules.',
	 'Adds 3A090.c and License Exception HBM; requirements to be complied with from 2024-12-31. '
	 'BIS: all HBM stacks then in production exceed the threshold. Published on 2024-12-05.',
	 '89 FR 96790; FR Doc 2024-28270', 'https://www.federalregister.gov/citation/89-FR-96790',
	 'V',
	 '{3A090.c/2024,RS.c/2024,HQ.c/2024,HBM/2024,REVIEW.hbm.approval/2024,
	   REVIEW.hbm.denial/2024}', true),
	('2024-12-02-entity-list', '2024-12-02', 'listing',
	 'About 140 entities are added to the Entity List.',
	 'The companion rule of the controls on memory; with footnote 5 for semiconductor '
	 'manufacturing equipment. That both took effect on one day is recalled.',
	 'CSIS, on the controls of December 2024', NULL,
	 'V2', '{}', true),
	('2024-12-31-hbm-compliance', '2024-12-31', 'rule',
	 'The requirements for high bandwidth memory have to be complied with.',
	 'The compliance date of the rule of 2024-12-02 for 3A090.c.',
	 '89 FR 96790', 'https://www.federalregister.gov/citation/89-FR-96790',
	 'V', '{RS.c/2024,HQ.c/2024}', true);

-- AI Diffusion and the foundry rule
INSERT INTO policy_event
	(id, happened, kind, title, description, source, url, confidence, rules, builtin)
VALUES
	('2025-01-13-diffusion', '2025-01-13', 'rule',
	 'BIS issues the Framework for Artificial Intelligence Diffusion.',
	 'A worldwide license requirement for 3A090.a and 4A090.a with License Exceptions AIA, ACM '
	 'and LPP, allocations of 790,000,000 TPP a country, and 4E091, a new entry for the weights '
	 'of models trained with 10^26 operations or more, which cannot be reached from the facts of '
	 'a chip. Published on 2025-01-15, to be complied with from 2025-05-15.',
	 '90 FR 4544; FR Doc 2025-00636', 'https://www.federalregister.gov/citation/90-FR-4544',
	 'V2',
	 '{DIFFUSION.rs.a,AIA/2025,ACM/2025,LPP/2025,ACA/2025,DIFFUSION.review.d5,DIFFUSION.review.aia,
	   DIFFUSION.review.allocation,REVIEW.b/2025,REVIEW.hq.a/2025,HQ.a/2025,HQ.b/2025}', true),
	('2025-01-16-foundry-rule', '2025-01-16', 'rule',
	 'BIS asks for due diligence of foundries and packagers.',
	 'Note 1 to 3A090.a presumes that an advanced logic circuit is 3A090.a and for datacenters, '
	 'unless an approved or authorized designer, or an attestation of transistor counts, says '
	 'otherwise. To be complied with from 2025-01-31.',
	 '90 FR 5298; FR Doc 2025-00711', 'https://www.federalregister.gov/citation/90-FR-5298',
	 'V2', '{3A090.a/2023}', true),
	('2025-02-11-correction', '2025-02-11', 'rule',
	 'The license requirement text of 3A090 is corrected.',
	 'A correction of the rules of January 2025.',
	 '90 FR 9604; FR Doc 2025-02655', 'https://www.federalregister.gov/citation/90-FR-9604',
	 'V2', '{DIFFUSION.rs.a,RS.b/2023}', true),
	('2025-05-13-diffusion-rescission', '2025-05-13', 'announcement',
	 'BIS announces that it rescinds AI Diffusion and will not enforce it.',
	 'A press release, two days before the compliance date. No rescission has been published in '
	 'the Federal Register, and the CFR still prints the text on 2026-09-24.',
	 'BIS press release of 2025-05-13', NULL,
	 'V',
	 '{DIFFUSION.rs.a,AIA/2025,ACM/2025,LPP/2025,DIFFUSION.review.d5,DIFFUSION.review.aia,
	   DIFFUSION.review.allocation}', true),
	('2025-05-13-gp10-guidance', '2025-05-13', 'guidance',
	 'BIS warns that dealing in Huawei Ascend chips may violate General Prohibition Ten.',
	 'Ascend 910B, 910C and 910D, as examples of 3A090 circuits designed in the PRC, are presumed '
	 'to need, or to have needed, BIS authorization; technical analysis is excepted. A first '
	 'press release said that their use anywhere in the world violates the controls; those words '
	 'were soon taken out.',
	 'BIS guidance of 2025-05-13, as reported by Freshfields, Crowell and Export Compliance Daily',
	 'https://blog.freshfields.us/post/102ksla/bis-guidance-targets-prc-advanced-computing-integrated-circuits-in-high-probabil',
	 'V2', '{GP10.prc/2025}', true),
	('2025-05-13-diversion-guidance', '2025-05-13', 'guidance',
	 'BIS lists red flags of diversion for the industry.',
	 'Due diligence for transactions in advanced computing circuits.',
	 'BIS industry guidance of 2025-05-13, as reported by Crowell',
	 'https://www.crowell.com/en/insights/client-alerts/us-department-of-commerce-rescinds-biden-administrations-ai-diffusion-export-control-rule-and-issues-new-guidance-on-huawei-chips-for-ai-purposes-and-diligence-expectations',
	 'V2', '{}', true),
	('2025-05-13-training-policy', '2025-05-13', 'guidance',
	 'BIS states its policy on the training of AI models for parties in Macau or Country Group '
	 'D:5.',
	 'Exports, and support by U.S. persons, with knowledge that a model is trained for such '
	 'parties may need a license; it reaches infrastructure as a service.',
	 'BIS policy statement of 2025-05-13, as reported by Arnold & Porter',
	 'https://www.arnoldporter.com/en/perspectives/advisories/2025/05/commerce-new-guidance-curb-adversaries-access-to-advanced-ai-tech',
	 'V2', '{}', true),
	('2025-05-15-diffusion-compliance', '2025-05-15', 'rule',
	 'The compliance date of AI Diffusion passes without enforcement.',
	 'Controls stand as in December 2024.',
	 '90 FR 4544; BIS press release of 2025-05-13', NULL,
	 'V2', '{DIFFUSION.rs.a}', true);

-- H20 and its like
INSERT INTO policy_event
	(id, happened, kind, title, description, source, url, confidence, rules, builtin)
VALUES
	('2025-04-04-mar-a-lago-dinner', '2025-04-04', 'report',
	 'The chief executive of NVIDIA attends a dinner at Mar-a-Lago.',
	 'One million dollars a head. The report of 2025-04-09 says last Friday, from which the day '
	 'is computed.',
	 'NPR, 2025-04-09', NULL,
	 'V2', '{}', true),
	('2025-04-09-pause-reported', '2025-04-09', 'report',
	 'NPR reports that planned curbs on H20 are put on hold.',
	 'After the dinner at Mar-a-Lago and a promise of investment in the United States. On the '
	 'same day, by its own filing, NVIDIA was told that H20 needs a license.',
	 'NPR, 2025-04-09', NULL,
	 'V2', '{LETTER.nvidia/2025}', true),
	('2025-04-09-nvidia-letter', '2025-04-09', 'letter',
	 'BIS tells NVIDIA that H20 and its like need a license.',
	 'To China with Hong Kong and Macau, to Country Group D:5, and to companies headquartered or '
	 'with an ultimate parent there: H20 and any other circuit that achieves its memory '
	 'bandwidth, interconnect bandwidth, or a combination of them.',
	 'BIS letter to NVIDIA, quoted in its Form 8-K of 2025-04-15', NULL,
	 'V', '{LETTER.nvidia/2025}', true),
	('2025-04-14-nvidia-indefinite', '2025-04-14', 'letter',
	 'BIS tells NVIDIA that the requirement holds for the indefinite future.',
	 'Because the products may be used in, or diverted to, a supercomputer in China.',
	 'NVIDIA Corporation, Form 8-K of 2025-04-15', NULL,
	 'V', '{LETTER.nvidia/2025}', true),
	('2025-04-15-nvidia-8k', '2025-04-15', 'filing',
	 'NVIDIA makes the letter public and expects charges of up to 5.5 billion dollars.',
	 'From this day an exporter could know of the requirement.',
	 'NVIDIA Corporation, Form 8-K of 2025-04-15', NULL,
	 'V', '{LETTER.nvidia/2025}', true),
	('2025-04-16-amd-8k', '2025-04-16', 'filing',
	 'AMD reports a license requirement for MI308 and expects charges of about 800 million '
	 'dollars.',
	 'For China, Hong Kong, Macau, Country Group D:5 and companies headquartered there. The day '
	 'of the letter is not public.',
	 'Advanced Micro Devices, Form 8-K of 2025-04-16, as reported', NULL,
	 'V2', '{LETTER.amd/2025}', true),
	('2025-04-16-thresholds-reported', '2025-04-16', 'report',
	 'The thresholds of the letters are reported.',
	 'From an Intel e-mail to customers: total DRAM bandwidth of 1,400 GB/s or more, input and '
	 'output of 1,100 GB/s or more, or both together of 1,700 GB/s or more. The letters '
	 'themselves are unpublished.',
	 'Financial Times and Reuters, as reported by Silicon UK and TrendForce',
	 'https://www.silicon.co.uk/cloud/ai/intel-china-ai-609032/amp',
	 'V2', '{LETTER.nvidia/2025,LETTER.amd/2025,LETTER.intel/2025}', true),
	('2025-04-16-intel-letter', '2025-04-16', 'letter',
	 'Intel tells its customers in China which of its circuits need a license.',
	 'BIS has told Intel; the letter is unpublished and its day not known. The thresholds that '
	 'are reported for all three firms come from this e-mail.',
	 'Financial Times and Reuters, as reported by Silicon UK', NULL,
	 'V2', '{LETTER.intel/2025}', true),
	('2025-05-28-nvidia-charge', '2025-05-28', 'filing',
	 'NVIDIA books a charge of 4.5 billion dollars on H20.',
	 'After 4.6 billion dollars of H20 sales in the quarter.',
	 'NVIDIA Corporation, results of the first quarter of fiscal 2026', NULL,
	 'V', '{LETTER.nvidia/2025}', true),
	('2025-07-14-nvidia-assurance', '2025-07-14', 'announcement',
	 'NVIDIA says that it has been assured licenses for H20.',
	 'An assurance, not a license; the requirement stands.',
	 'NVIDIA Corporation, statement of 2025-07-14', NULL,
	 'V2', '{REVIEW.assurance.nvidia/2025}', true),
	('2025-07-15-amd-assurance', '2025-07-15', 'announcement',
	 'AMD says that its applications for MI308 will go forward.',
	 'Reported for 2025-07-14 or 15. An assurance, not a license; the requirement stands.',
	 'Advanced Micro Devices, as reported', NULL,
	 'V2', '{REVIEW.assurance.amd/2025}', true),
	('2025-08-08-first-licenses', '2025-08-08', 'report',
	 'The Department of Commerce is reported to begin issuing licenses for H20.',
	 'Two days after the chief executive of NVIDIA met the President.',
	 'Reuters and Financial Times, as reported by the Hindustan Times',
	 'https://www.hindustantimes.com/world-news/trump-administration-to-take-15-cut-of-nvidia-and-amd-chip-sales-to-china-101754906444895.html',
	 'V2', '{REVIEW.assurance.nvidia/2025}', true),
	('2025-08-11-revenue-share', '2025-08-11', 'announcement',
	 'The President confirms a 15 percent share of revenue on H20 and MI308 sold to China.',
	 'No official text has been found.',
	 'Press reports of 2025-08-11', NULL,
	 'V2', '{REVIEW.assurance.nvidia/2025,REVIEW.assurance.amd/2025}', true),
	('2025-07-14-malaysia-permit', '2025-07-14', 'foreign_measure',
	 'Malaysia asks for a permit to export, transit or transship AI chips of the United '
	 'States.',
	 'A measure of another government; it changes no rule here.',
	 'MITI of Malaysia, directive 1/2025, as reported', NULL,
	 'V2', '{}', true),
	('2025-08-15-h20-licenses', '2025-08-15', 'filing',
	 'Licenses for H20 are granted; they lead to about 60 million dollars of revenue.',
	 'In August 2025, by NVIDIA''s later annual report: the government expected 15 percent or '
	 'more of the revenue and published no regulation. The day is not known and the middle of '
	 'the month stands for it.',
	 'NVIDIA Corporation, Form 10-K, as quoted', NULL,
	 'V', '{REVIEW.assurance.nvidia/2025}', true),
	('2025-11-05-prc-datacenters', '2025-11-05', 'foreign_measure',
	 'China is reported to tell state-funded data centers to use domestic chips only.',
	 'A measure of the buyer''s government; it changes no rule here.',
	 'Reuters, 2025-11-05', NULL,
	 'V2', '{}', true);

-- H200 and later
INSERT INTO policy_event
	(id, happened, kind, title, description, source, url, confidence, rules, builtin)
VALUES
	('2025-11-07-cambodia', '2025-11-07', 'rule',
	 'State takes Cambodia out of 22 CFR 126.1, and so out of Country Group D:5.',
	 'By the note to D:5 State''s list controls. Cambodia stays in D:1.',
	 'Department of State, rule of 2025-11-07; four law firms', NULL,
	 'V2', '{RS.a/2023,RS.b/2023,LETTER.nvidia/2025}', true),
	('2025-12-08-h200-announcement', '2025-12-08', 'announcement',
	 'The President announces that H200 may be sold to approved customers in China for 25 percent.',
	 'Carried out by the rule and the proclamation of January 2026.',
	 'Press reports of 2025-12-08', NULL,
	 'V2', '{REVIEW.cbc/2026}', true),
	('2026-01-13-h200-rule-released', '2026-01-13', 'rule',
	 'BIS revises the review policy for advanced computing commodities to China and Macau.',
	 'From a presumption of denial to case by case, for exports below 21,000 TPP and below 6,500 '
	 'GB/s of total DRAM bandwidth, on conditions of supply, volume, know-your-customer '
	 'procedures and testing. Reexports and transfers stay presumed denied.',
	 'BIS press release of 2026-01-13; 91 FR 1684',
	 'https://www.bis.gov/press-release/department-commerce-revises-license-review-policy-semiconductors-exported-china',
	 'V2', '{REVIEW.cbc/2026}', true),
	('2026-01-14-proclamation-11002', '2026-01-14', 'proclamation',
	 'Proclamation 11002 puts a duty of 25 percent on certain advanced computing chips.',
	 'Under Section 232, from 12:01 a.m. on 2026-01-15, in two bands of performance and memory '
	 'bandwidth; see tariff_band.',
	 'Proclamation 11002; CBP CSMS 67400472',
	 'https://www.whitehouse.gov/presidential-actions/2026/01/adjusting-imports-of-semiconductors-semiconductor-manufacturing-equipment-and-their-derivative-products-into-the-united-states/',
	 'V2', '{}', true),
	('2026-01-14-prc-customs', '2026-01-14', 'foreign_measure',
	 'Chinese customs officers are reported to be told that H200 is not permitted.',
	 'A measure of the buyer''s government; it changes no rule here.',
	 'Reuters, 2026-01-14', NULL,
	 'V2', '{}', true),
	('2026-01-15-h200-rule-effective', '2026-01-15', 'rule',
	 'The revised review policy is published and takes effect.',
	 'H200 (15,840 TPP, 4,800 GB/s) and MI325X (20,919 TPP, 6,000 GB/s) are below the limits, '
	 'B200 is not.',
	 '91 FR 1684; FR Doc 2026-00789',
	 'https://www.govinfo.gov/content/pkg/FR-2026-01-15/html/2026-00789.htm',
	 'V', '{REVIEW.cbc/2026}', true),
	('2026-01-21-overwatch-committee', '2026-01-21', 'bill',
	 'The House Foreign Affairs Committee reports the AI OVERWATCH Act.',
	 'H.R. 6875, 42 to 2. The committee alone: it has not passed the House.',
	 'H.R. 6875', NULL,
	 'V2', '{}', true),
	('2026-02-03-cambodia', '2026-02-03', 'rule',
	 'BIS conforms Country Group D:5 to State''s list: Cambodia is no longer printed.',
	 'The rule says that the change goes back to State''s of 2025-11-07.',
	 'BIS rule, RIN 0694-AK41; FR Doc 2026-02262', NULL,
	 'V2', '{RS.a/2023,RS.b/2023}', true),
	('2026-02-15-h200-licenses', '2026-02-15', 'filing',
	 'The first licenses for H200 to China are granted.',
	 'For small amounts, to named customers. In February 2026: the day is not known and the '
	 'middle of the month stands for it.',
	 'NVIDIA Corporation, Form 10-Q for the quarter ended 2026-04-26', NULL,
	 'V', '{REVIEW.cbc/2026}', true),
	('2026-03-01-h200-cap-considered', '2026-03-01', 'report',
	 'A cap of 75,000 H200 for each Chinese customer is reported to be under consideration.',
	 'Reported in March 2026; the day is not known and the first of the month stands for it.',
	 'Bloomberg, March 2026', NULL,
	 'V2', '{REVIEW.cbc/2026}', true),
	('2026-04-07-foundry-extension', '2026-04-07', 'rule',
	 'The date for authorized designers in the foundry rule moves to 2026-12-31.',
	 'From 2026-04-13, for the status of authorized designer and for applications to become an '
	 'approved one. Published on 2026-04-09.',
	 '91 FR 17851; FR Doc 2026-06851',
	 'https://www.govinfo.gov/content/pkg/FR-2026-04-09/html/2026-06851.htm',
	 'V', '{3A090.a/2023}', true),
	('2026-04-14-section-232-report', '2026-04-14', 'proclamation',
	 'A report on negotiations is due under Proclamation 11002.',
	 'Its outcome was not found; no second phase of the tariff was found by 2026-05-19.',
	 'Proclamation 11002, as reported', NULL,
	 'V2', '{}', true),
	('2026-04-26-nvidia-10q', '2026-04-26', 'filing',
	 'NVIDIA reports licenses for small amounts of H200 and no revenue from them.',
	 'The filing is for the quarter that ended on this day. Licenses have been granted since '
	 'February 2026; no Hopper datacenter products were shipped to China.',
	 'NVIDIA Corporation, Form 10-Q for the quarter ended 2026-04-26', NULL,
	 'V', '{REVIEW.cbc/2026}', true),
	('2026-05-12-gao-diffusion', '2026-05-12', 'decision',
	 'The GAO holds that the press release on AI Diffusion is a rule.',
	 'For the purposes of the Congressional Review Act. AI Diffusion, by one reading, remains '
	 'legally in effect.',
	 'GAO B-337935; Pillsbury', 'https://www.gao.gov/products/b-337935',
	 'V2', '{DIFFUSION.rs.a}', true),
	('2026-05-31-headquarters-guidance', '2026-05-31', 'guidance',
	 'BIS says that the requirement for entities headquartered in Macau or D:5 is enforced '
	 'everywhere.',
	 'The policy of not enforcing AI Diffusion does not reach it: 3A090.a, 3A090.b, 4A090 and the '
	 'like need a license to every destination outside the United States when for such entities. '
	 'Bona fide operators of data centers need not cease to use, store, dispose of or service '
	 'what they have, until further notice.',
	 'BIS guidance of 2026-05-31',
	 'https://www.bis.gov/media/documents/bis-guidance-may-31-2026.pdf',
	 'V2', '{HQ.a/2025,HQ.b/2025,DIFFUSION.rs.a}', true),
	('2026-07-01-section-232-report', '2026-07-01', 'proclamation',
	 'A report on data center chips is due under Proclamation 11002.',
	 'Its outcome was not found.',
	 'Proclamation 11002, as reported', NULL,
	 'V2', '{}', true),
	('2026-07-10-uae', '2026-07-10', 'rule',
	 'The United Arab Emirates move from Country Groups D:3 and D:4 to A:5.',
	 'Paragraph .b names them expressly; entities of Supplement No. 8 need no license (G42 and '
	 'Core42 until 2027-04-06). The supplement frees them of (iii)(A) and (B), so that everybody '
	 'else needs a license for .a items, too. Published on 2026-07-14.',
	 '91 FR 43034; FR Doc 2026-14132', 'https://www.federalregister.gov/citation/91-FR-43034',
	 'V', '{RS.b/2023,RS.b/2026,RS.a.uae/2026,SUPP8.uae/2026,SUPP8.uae.g42/2026}', true),
	('2026-07-14-h200-shipments', '2026-07-14', 'report',
	 'The Under Secretary for Industry and Security says that very few H200 have been shipped to '
	 'China.',
	 'Testimony in Congress.',
	 'CNBC, 2026-07-14', 'https://www.cnbc.com/2026/07/14/nvidia-h200-ai-chips-china.html',
	 'V2', '{REVIEW.cbc/2026}', true),
	('2026-07-23-rs-amendment', '2026-07-23', 'rule',
	 'An amendment that touches 742.6 is published.',
	 'The CFR of September 2026 points to it. Two public readings take it to be about firearms '
	 'and silencers, effective 2026-11-20, and not about chips; the text itself was not found.',
	 '91 FR 46252, 91 FR 46260', NULL,
	 'V2', '{}', true),
	('2026-08-07-offshore-review', '2026-08-07', 'report',
	 'The United States are reported to review Chinese access to chips abroad.',
	 'Reported on 2026-08-07 and 2026-08-19.',
	 'Bloomberg and CNBC, August 2026', NULL,
	 'V2', '{HQ.ab/2023}', true),
	('2026-08-26-nvidia-10q', '2026-08-26', 'filing',
	 'NVIDIA reports that H200 to China is below 1 percent of its data center revenue.',
	 'For the quarter that ended on 2026-07-26; restrictions of China kept most of the '
	 'licensed units unsold.',
	 'NVIDIA Corporation, Form 10-Q of 2026-08-26, as reported', NULL,
	 'V2', '{REVIEW.cbc/2026}', true),
	('2026-09-24-last-text', '2026-09-24', 'report',
	 'The last text of the CFR that these rules were compared with.',
	 'Of 38 documents of BIS published from 2026-01-16 to 2026-09-19, none but those listed here '
	 'changes what 3A090 asks for China. Nothing later than 2026-09-29 was read.',
	 'eCFR, title 15, as of 2026-09-24', NULL,
	 'V', '{}', true),
	('2026-09-27-bans-considered', '2026-09-27', 'report',
	 'Bans on Chinese open-weight models and data center components are reported to be '
	 'considered.',
	 'No rule was found.',
	 'Press reports of 2026-09-27', NULL,
	 'V2', '{}', true),
	('2026-12-31-designer-status', '2026-12-31', 'rule',
	 'The status of an authorized designer ends for firms that have not applied for approval.',
	 'Coming, by the rule of 2026-04-07: after this day the status takes an application, and '
	 'lapses 180 days after it.',
	 'Note 1 to 3A090.a; 91 FR 17851', 'https://www.federalregister.gov/citation/91-FR-17851',
	 'V', '{3A090.a/2023}', true),
	('2027-04-06-g42', '2027-04-06', 'rule',
	 'G42 and Core42 cease to be approved entities.',
	 'Coming, as Supplement No. 8 to part 740 prints it.',
	 '15 CFR 740 Supp. 8(b); 91 FR 43034', 'https://www.federalregister.gov/citation/91-FR-43034',
	 'V', '{SUPP8.uae.g42/2026}', true);

-- Other rules that bear on the same transactions
INSERT INTO policy_event
	(id, happened, kind, title, description, source, url, confidence, rules, builtin)
VALUES
	('2025-09-02-syria', '2025-09-02', 'rule',
	 'Export controls for Syria are relaxed.',
	 'All items still need a license; the policy of denial ends and License Exception SPP opens '
	 'EAR99 items. Released on 2025-08-28.',
	 '90 FR 42315; FR Doc 2025-16724', 'https://www.federalregister.gov/citation/90-FR-42315',
	 'V2', '{EMBARGO,SPP/2025,REVIEW.syria,REVIEW.syria/2025}', true),
	('2025-09-29-affiliates-rule', '2025-09-29', 'rule',
	 'The Affiliates rule extends list-based controls to entities that listed ones own by half or '
	 'more.',
	 'Entity List, Military End-User List and certain SDN parties (744.8(a)(1)), with Red Flag '
	 '29. It turns on who owns the parties, which no rule here can see. Published on 2025-09-30.',
	 '90 FR 47201; FR Doc 2025-19001',
	 'https://www.federalregister.gov/documents/2025/09/30/2025-19001',
	 'V2', '{}', true),
	('2025-11-10-affiliates-stay', '2025-11-10', 'stay',
	 'The Affiliates rule is stayed for a year.',
	 'From 2025-11-10 to 2026-11-09, after talks with China. Published on 2025-11-12.',
	 '90 FR 50857; FR Doc 2025-19846',
	 'https://www.federalregister.gov/documents/2025/11/12/2025-19846',
	 'V2', '{}', true),
	('2026-11-10-affiliates-return', '2026-11-10', 'stay',
	 'The stay of the Affiliates rule was to end on 2026-11-09 and the rule to apply again from '
	 'this day.',
	 'By its own words the stay was effective until 2026-11-09. No extension was found, and no source '
	 'read is newer than 2026-10-09: whether the rule applies is not known. It is safe to take it as '
	 'in force.',
	 '90 FR 50857; Skadden, Bass Berry',
	 'https://www.federalregister.gov/documents/2025/11/12/2025-19846',
	 'V2', '{}', true);

-- Bills: none was found to be enacted
INSERT INTO policy_event
	(id, happened, kind, title, description, source, url, confidence, rules, builtin)
VALUES
	('2026-01-12-remote-access-bill', '2026-01-12', 'bill',
	 'The House passes the Remote Access Security Act.',
	 'H.R. 2683, 369 to 22; remote access to controlled items. Pending in the Senate.',
	 'H.R. 2683', NULL,
	 'V2', '{}', true),
	('2026-03-26-chip-security-bill', '2026-03-26', 'bill',
	 'The House Foreign Affairs Committee reports the Chip Security Act.',
	 'H.R. 3447 and S. 1705, 42 to 0; location verification for 3A090, 3A001.z, 4A090, 4A003.z '
	 'and their successors.',
	 'H.R. 3447; S. 1705', NULL,
	 'V2', '{}', true),
	('2026-04-30-overwatch-bill', '2026-04-30', 'bill',
	 'The AI OVERWATCH Act is introduced in the Senate.',
	 'S. 4456, after H.R. 6875. Restricted: 21,000 TPP or more, or 1,600 TPP or more with a '
	 'performance density of 21 or more, and parts first marketed after 2026-01-01 at the levels '
	 'of 3A090; datacenter circuits only.',
	 'S. 4456; H.R. 6875', NULL,
	 'V2', '{}', true);
