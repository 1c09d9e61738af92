SELECT tpp(chip), performance_density(chip), memory_bandwidth(chip) FROM product WHERE name = 'H20 SXM';

SELECT (classify(chip, 'CN', '2024-06-01')).* FROM product WHERE name = 'H20 SXM';

SELECT (classify(chip, 'CN', '2025-05-01')).* FROM product WHERE name = 'H20 SXM';

SELECT period, outcome, review, because FROM product, timeline(chip, 'CN', as_known => '2026-11-01') WHERE name = 'H20 SXM';

SELECT classify('{"vendor": "ACME", "datacenter": true, "rates": {"fp16": 125}}', 'CN', '2024-06-01');

SELECT classify('{"vendor": "ACME", "datacenter": true, "rates": {"fp16": 125}, "die_area": [300, 330]}', 'CN', '2024-06-01');

SELECT outcome(chip, 'IN', '2025-06-01') AS enforced, outcome(chip, 'IN', '2025-06-01', scenario => 'codified') AS printed, outcome(chip, 'IN', '2025-06-01', as_known => '2025-03-01') AS as_known_in_march FROM product WHERE name = 'H100 SXM5 80GB';
