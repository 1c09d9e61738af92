-- What the built-in rules speak for.

INSERT INTO covered_period (in_force, known, sources_read, note, builtin) VALUES
    ('[2022-10-21,)', '[2022-10-07,)', '2026-09-24',
     'From the interim final rule of October 2022 (87 FR 62186), the first on advanced computing chips: its entries took effect on 2022-10-21, and it was public from 2022-10-07.',
     true);
