-- Products: integrated circuits for computing and stacks of high bandwidth memory, as public
-- sources describe them.
--
-- A key that is missing was not sourced: it is unknown, never zero. An interval covers readings
-- between which the sources do not decide, and the note says which; a fact whose sources give no
-- usable bound is left out.
--
-- datacenter: as the vendor markets the part; unknown for edge and embedded parts.
--
-- rates: dense; the tensor or matrix rate where there is one. GeForce FP16 and FP8 accumulate in
-- FP16, the faster way, BF16 in FP32. Where only the shader rates of a part with matrix units are
-- known, and no declared TPP, rates are left out: the TPP they give would be too low.
--
-- rates_complete: true where a list looks like a table of shader rates and is none: the FP16 of
-- the Ascend 910B is that of its matrix unit, and that of RDNA 3 is the same with and without its
-- matrix instruction [recalled]. false where the tensor rates were not found.
--
-- declared_tpp: the vendor's own figure, which differs from data-sheet arithmetic by up to 6 %.
--
-- die_area: third-party figures; every logic die here is made with non-planar transistors. The two
-- dies of a Blackwell GPU are read as 800 or 814 mm2 each. Readings of 530 and 400 mm2 are not
-- covered: they would put 196 and 260 million transistors in a mm2, where an H100 on the same class
-- of node has 98.
--
-- memory_bandwidth: to DRAM. Parts that compute from on-chip SRAM have no figure here.
--
-- interconnect_bandwidth: the accelerator links, both ways. A PCIe x16 board without NVLink is
-- bounded by 200 GB/s: PCIe 5.0 x16 moves at most 128 GB/s both ways, and display outputs come on
-- top.
--
-- [recalled] marks a statement of common knowledge for which no source was at hand.

-- NVIDIA
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('NVIDIA', 'Tesla V100 SXM2 16GB',
	 '{"name": "Tesla V100 SXM2 16GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 7.8, "fp32": 15.7, "fp16": 125},
	   "die_area": 815, "transistors": 21.1, "memory_bandwidth": 897, "hbm": true,
	   "interconnect_bandwidth": 300}',
	 '2017-06-21',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database)',
	 NULL, true),
	('NVIDIA', 'Tesla V100 SXM2 32GB',
	 '{"name": "Tesla V100 SXM2 32GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 7.8, "fp32": 15.7, "fp16": 125},
	   "die_area": 815, "transistors": 21.1, "memory_bandwidth": 898, "hbm": true,
	   "interconnect_bandwidth": 300}',
	 '2018-03-27',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database)',
	 NULL, true),
	('NVIDIA', 'Tesla V100 PCIe 16GB',
	 '{"name": "Tesla V100 PCIe 16GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 7.07, "fp32": 14.13, "fp16": 112},
	   "die_area": 815, "transistors": 21.1, "memory_bandwidth": 897, "hbm": true}',
	 '2017-06-21',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database)',
	 NULL, true),
	('NVIDIA', 'Tesla V100S PCIe 32GB',
	 '{"name": "Tesla V100S PCIe 32GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 8.2, "fp32": 16.35, "fp16": 130},
	   "die_area": 815, "transistors": 21.1, "memory_bandwidth": 1134, "hbm": true}',
	 '2019-11-26',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database); gmasse/gpu-specs',
	 NULL, true),
	('NVIDIA', 'Tesla T4',
	 '{"name": "Tesla T4", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 0.25, "fp32": 8.1, "fp16": 65, "int8": 130, "int4": 260},
	   "die_area": 545, "transistors": 13.6, "memory_bandwidth": 320, "hbm": false}',
	 '2018-09-13',
	 'TechPowerUp GPU database (via RightNow GPU Database); gmasse/gpu-specs; hmc-tech.com',
	 NULL, true),
	('NVIDIA', 'A100 SXM4 40GB',
	 '{"name": "A100 SXM4 40GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 19.5, "fp32": 19.5, "tf32": 156, "fp16": 312, "bf16": 312,
	             "int8": 624, "int4": 1248},
	   "die_area": 826, "transistors": 54.2, "memory_bandwidth": 1555, "hbm": true,
	   "interconnect_bandwidth": 600}',
	 '2020-05-14',
	 'Epoch AI, Machine Learning Hardware; airensurzyn/export-control-threshold-analysis; '
	 'hmc-tech.com',
	 'NVIDIA declares a TPP of 4989 for an A100; which one was not found, so it is not '
	 'loaded (data-sheet arithmetic: 4992).', true),
	('NVIDIA', 'A100 SXM4 80GB',
	 '{"name": "A100 SXM4 80GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 19.5, "fp32": 19.5, "tf32": 156, "fp16": 312, "bf16": 312,
	             "int8": 624, "int4": 1248},
	   "die_area": 826, "transistors": 54.2, "memory_bandwidth": 2039, "hbm": true,
	   "interconnect_bandwidth": 600}',
	 '2020-11-16',
	 'Epoch AI, Machine Learning Hardware; airensurzyn/export-control-threshold-analysis; '
	 'hmc-tech.com',
	 'NVIDIA declares a TPP of 4989 for an A100; which one was not found, so it is not '
	 'loaded (data-sheet arithmetic: 4992).', true),
	('NVIDIA', 'A100 PCIe 40GB',
	 '{"name": "A100 PCIe 40GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 19.5, "fp32": 19.5, "tf32": 156, "fp16": 312, "bf16": 312,
	             "int8": 624, "int4": 1248},
	   "die_area": 826, "transistors": 54.2, "memory_bandwidth": 1555, "hbm": true,
	   "interconnect_bandwidth": 600}',
	 '2020-06-22',
	 'Epoch AI, Machine Learning Hardware; gmasse/gpu-specs',
	 'NVIDIA declares a TPP of 4989 for an A100; which one was not found, so it is not '
	 'loaded (data-sheet arithmetic: 4992).', true),
	('NVIDIA', 'A100 PCIe 80GB',
	 '{"name": "A100 PCIe 80GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 19.5, "fp32": 19.5, "tf32": 156, "fp16": 312, "bf16": 312,
	             "int8": 624, "int4": 1248},
	   "die_area": 826, "transistors": 54.2, "memory_bandwidth": 1935, "hbm": true,
	   "interconnect_bandwidth": 600}',
	 '2021-06-28',
	 'TechPowerUp GPU database (via RightNow GPU Database); gmasse/gpu-specs; '
	 's-w-kelly/chip-export-controls',
	 'NVIDIA declares a TPP of 4989 for an A100; which one was not found, so it is not '
	 'loaded (data-sheet arithmetic: 4992).', true),
	('NVIDIA', 'A800 SXM4 80GB',
	 '{"name": "A800 SXM4 80GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 19.5, "fp32": 19.5, "tf32": 156, "fp16": 312, "bf16": 312,
	             "int8": 624, "int4": 1248},
	   "die_area": 826, "transistors": 54.2, "memory_bandwidth": 2039, "hbm": true,
	   "interconnect_bandwidth": 400}',
	 '2022-08-11',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls; '
	 'airensurzyn/export-control-threshold-analysis; hmc-tech.com',
	 NULL, true),
	('NVIDIA', 'A800 PCIe 80GB',
	 '{"name": "A800 PCIe 80GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 19.5, "fp32": 19.5, "tf32": 156, "fp16": 312, "bf16": 312,
	             "int8": 624, "int4": 1248},
	   "die_area": 826, "transistors": 54.2, "memory_bandwidth": 1940, "hbm": true,
	   "interconnect_bandwidth": 400}',
	 '2022-11-08',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls; TechPowerUp GPU '
	 'database (via RightNow GPU Database)',
	 NULL, true),
	('NVIDIA', 'A800 PCIe 40GB',
	 '{"name": "A800 PCIe 40GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 19.5, "fp32": 19.5, "tf32": 156, "fp16": 312, "bf16": 312,
	             "int8": 624, "int4": 1248},
	   "die_area": 826, "transistors": 54.2, "memory_bandwidth": 1560, "hbm": true,
	   "interconnect_bandwidth": 400}',
	 '2022-11-08',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database)',
	 NULL, true),
	('NVIDIA', 'A30',
	 '{"name": "A30", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 10.3, "fp32": 10.3, "tf32": 82, "fp16": 165, "bf16": 165,
	             "int8": 330, "int4": 661},
	   "die_area": 826, "transistors": 54.2, "memory_bandwidth": 933, "hbm": true}',
	 '2021-04-12',
	 'TechPowerUp GPU database (via RightNow GPU Database); tensor rates derived: SM count '
	 'x operations per clock x boost clock',
	 'An NVLink bridge (200 GB/s) exists; no citation was seen, so the interconnect is '
	 'left out.', true),
	('NVIDIA', 'A40',
	 '{"name": "A40", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 0.58, "fp32": 37.4, "tf32": 74.8, "fp16": 149.7, "bf16": 149.7,
	             "int8": 299.3, "int4": 598.7},
	   "die_area": 628, "transistors": 28.3, "memory_bandwidth": 696, "hbm": false,
	   "interconnect_bandwidth": 112.5}',
	 '2020-10-05',
	 'Epoch AI, Machine Learning Hardware; hmc-tech.com; NVIDIA A40 product page, as '
	 'quoted',
	 NULL, true),
	('NVIDIA', 'A10',
	 '{"name": "A10", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 0.98, "fp32": 31.2, "tf32": 62.5, "fp16": 125, "bf16": 125,
	             "int8": 250, "int4": 500},
	   "die_area": 628, "transistors": 28.3, "memory_bandwidth": 600, "hbm": false}',
	 '2021-04-12',
	 'TechPowerUp GPU database (via RightNow GPU Database); gmasse/gpu-specs',
	 NULL, true),
	('NVIDIA', 'A16 (per GPU; board carries 4)',
	 '{"name": "A16 (per GPU; board carries 4)", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp32": 4.5, "tf32": 9, "fp16": 17.9, "bf16": 17.9, "int8": 35.9, "int4": 71.8},
	   "die_area": 200, "transistors": 8.7, "memory_bandwidth": 200, "hbm": false}',
	 '2021-04-12',
	 'TechPowerUp GPU database (via RightNow GPU Database); hmc-tech.com; tensor rates '
	 'derived: SM count x operations per clock x boost clock',
	 'Facts are those of one of the four GPUs; BIS reads TPP and performance density at up '
	 'to board level. TPP follows from TF32 where that is read as 32 bits (288), and from '
	 'INT8 (287.2) where it is read as 19.', true),
	('NVIDIA', 'A2',
	 '{"name": "A2", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 0.07, "fp32": 4.5, "tf32": 9, "fp16": 18, "bf16": 18,
	             "int8": 36, "int4": 72},
	   "die_area": 200, "transistors": 8.7, "memory_bandwidth": 200, "hbm": false}',
	 '2021-11-10',
	 'TechPowerUp GPU database (via RightNow GPU Database); hmc-tech.com',
	 NULL, true),
	('NVIDIA', 'H100 SXM5 80GB',
	 '{"name": "H100 SXM5 80GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 67, "fp32": 67, "tf32": 494.7, "fp16": 989.5, "bf16": 989.5,
	             "fp8": 1979, "int8": 1979},
	   "declared_tpp": 15840, "die_area": 814, "transistors": 80, "memory_bandwidth": 3350,
	   "hbm": true, "interconnect_bandwidth": 900}',
	 '2022-09-20',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls; '
	 'airensurzyn/export-control-threshold-analysis; NVIDIA (declared TPP)',
	 'Data-sheet arithmetic gives a TPP of 15832.', true),
	('NVIDIA', 'H100 PCIe 80GB',
	 '{"name": "H100 PCIe 80GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 51, "fp32": 51, "tf32": 378, "fp16": 756.5, "bf16": 756.5,
	             "fp8": 1513, "int8": 1513},
	   "declared_tpp": 12224, "die_area": 814, "transistors": 80, "memory_bandwidth": 2039,
	   "hbm": true, "interconnect_bandwidth": 600}',
	 '2022-09-20',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls; '
	 'gmasse/gpu-specs; NVIDIA (declared TPP)',
	 'Data-sheet arithmetic gives a TPP of 12104.', true),
	('NVIDIA', 'H100 NVL 94GB',
	 '{"name": "H100 NVL 94GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 60, "fp32": 60, "tf32": 417.5, "fp16": 835.5, "bf16": 835.5,
	             "fp8": 1670.5, "int8": 1670.5},
	   "declared_tpp": 14144, "die_area": 814, "transistors": 80, "memory_bandwidth": 3938,
	   "hbm": true, "interconnect_bandwidth": 600}',
	 '2023-03-21',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls; TechPowerUp GPU '
	 'database (via RightNow GPU Database); NVIDIA (declared TPP)',
	 'Data-sheet arithmetic gives a TPP of 13368.', true),
	('NVIDIA', 'H800 SXM5 80GB',
	 '{"name": "H800 SXM5 80GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp32": 67, "tf32": 494.5, "fp16": 989.5, "bf16": 989.5,
	             "fp8": 1979, "int8": 1979},
	   "die_area": 814, "transistors": 80, "memory_bandwidth": 3350, "hbm": true,
	   "interconnect_bandwidth": 400}',
	 '2023-03-21',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls; '
	 'airensurzyn/export-control-threshold-analysis',
	 'FP64 is capped and its rate was not found.', true),
	('NVIDIA', 'H800 PCIe 80GB',
	 '{"name": "H800 PCIe 80GB", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp32": 51, "tf32": 378, "fp16": 756.5, "bf16": 756.5, "fp8": 1513, "int8": 1513},
	   "die_area": 814, "transistors": 80, "memory_bandwidth": 2039, "hbm": true,
	   "interconnect_bandwidth": 400}',
	 '2023-03-21',
	 's-w-kelly/chip-export-controls; TechPowerUp GPU database (via RightNow GPU Database)',
	 'FP64 is capped and its rate was not found.', true),
	('NVIDIA', 'H20 SXM',
	 '{"name": "H20 SXM", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 1, "fp32": 44, "tf32": 74, "fp16": 148, "bf16": 148,
	             "fp8": 296, "int8": 296},
	   "die_area": 814, "transistors": 80, "memory_bandwidth": 4000, "hbm": true,
	   "interconnect_bandwidth": 900}',
	 '2024-01-01',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls; Tom''s Hardware '
	 'on H20, L20 and L2; airensurzyn/export-control-threshold-analysis',
	 'The release date is known to the month only.', true),
	('NVIDIA', 'H200 SXM',
	 '{"name": "H200 SXM", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 67, "fp32": 67, "tf32": 494.5, "fp16": 989.5, "bf16": 989.5,
	             "fp8": 1979, "int8": 1979},
	   "declared_tpp": 15840, "die_area": 814, "transistors": 80, "memory_bandwidth": 4800,
	   "hbm": true, "interconnect_bandwidth": 900}',
	 '2024-11-18',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls; '
	 'realliujiaxu/ai-chip-spec-visualizer; NVIDIA (declared TPP)',
	 'Data-sheet arithmetic gives a TPP of 15832.', true),
	('NVIDIA', 'H200 NVL',
	 '{"name": "H200 NVL", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 60, "fp32": 60, "tf32": 417.5, "fp16": 835.5, "bf16": 835.5,
	             "fp8": 1670.5, "int8": 1670.5},
	   "die_area": 814, "transistors": 80, "memory_bandwidth": 4800, "hbm": true,
	   "interconnect_bandwidth": 900}',
	 '2024-11-18',
	 's-w-kelly/chip-export-controls; gmasse/gpu-specs; TechPowerUp GPU database (via '
	 'RightNow GPU Database)',
	 NULL, true),
	('NVIDIA', 'GH200 (GPU) 144GB HBM3e',
	 '{"name": "GH200 (GPU) 144GB HBM3e", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 67, "fp32": 67, "tf32": 494.5, "fp16": 989.5, "bf16": 989.5,
	             "fp8": 1979, "int8": 1979},
	   "die_area": 814, "transistors": 80, "memory_bandwidth": 4900, "hbm": true,
	   "interconnect_bandwidth": 900}',
	 '2023-08-08',
	 'Epoch AI, Machine Learning Hardware',
	 'Facts of the GPU alone; the Grace CPU die is not counted.', true),
	('NVIDIA', 'L40',
	 '{"name": "L40", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 1.41, "fp32": 90.5, "tf32": 90.5, "fp16": 181, "bf16": 181,
	             "fp8": 362, "int8": 362, "int4": 724},
	   "die_area": 608, "transistors": 76.3, "memory_bandwidth": 864, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2022-10-13',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database); NVIDIA L40 and L40S data sheets (via mullet.se)',
	 'Interconnect is a bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'L40S',
	 '{"name": "L40S", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 1.43, "fp32": 91.6, "tf32": 183, "fp16": 362, "bf16": 362,
	             "fp8": 733, "int8": 733, "int4": 733},
	   "die_area": 608, "transistors": 76.3, "memory_bandwidth": 864, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 NULL,
	 'gmasse/gpu-specs; TechPowerUp GPU database (via RightNow GPU Database); NVIDIA L40 '
	 'and L40S data sheets (via mullet.se)',
	 'The release date was not settled. Interconnect is a bound, not a measured figure: '
	 'PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'L4',
	 '{"name": "L4", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 0.47, "fp32": 30.3, "tf32": 60, "fp16": 121, "bf16": 121,
	             "fp8": 242, "int8": 242, "int4": 484},
	   "die_area": 294, "transistors": 35.8, "memory_bandwidth": 300, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2023-03-21',
	 'Epoch AI, Machine Learning Hardware; gmasse/gpu-specs; TechPowerUp GPU database (via '
	 'RightNow GPU Database)',
	 'Interconnect is a bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'L20',
	 '{"name": "L20", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 0.93, "fp32": 59.8, "tf32": 59.8, "fp16": 119.5, "bf16": 119.5,
	             "fp8": 239, "int8": 239},
	   "die_area": 609, "transistors": 76.3, "memory_bandwidth": 864, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2023-11-16',
	 'Epoch AI, Machine Learning Hardware; Tom''s Hardware on H20, L20 and L2; TechPowerUp '
	 'GPU database (via RightNow GPU Database)',
	 'Interconnect is a bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'L2',
	 '{"name": "L2", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp32": 24.1, "tf32": 48.3, "fp16": 96.5, "bf16": 96.5, "fp8": 193, "int8": 193},
	   "memory_bandwidth": 300, "hbm": false, "interconnect_bandwidth": [0, 200]}',
	 '2023-11-09',
	 'Epoch AI, Machine Learning Hardware; Tom''s Hardware on H20, L20 and L2',
	 'Interconnect is a bound, not a measured figure: PCIe only, no NVLink [recalled]. '
	 'TPP follows from TF32 where that is read as 32 bits (1545.6), and from FP16 (1544) where '
	 'it is read as 19.', true),
	('NVIDIA', 'B100',
	 '{"name": "B100", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"tf32": 900, "fp16": 1750, "bf16": 1750, "fp8": 3500, "int8": 3500, "fp4": 7000},
	   "die_area": [1600, 1628], "transistors": 208, "memory_bandwidth": 8000, "hbm": true,
	   "interconnect_bandwidth": 1800}',
	 '2024-03-18',
	 's-w-kelly/chip-export-controls',
	 'Die area: two dies, each read as 800 or 814 mm2 by third parties. The release date '
	 'is that of the announcement. TPP follows from TF32 where that is read as 32 bits '
	 '(28800), and from FP16 (28000) where it is read as 19.', true),
	('NVIDIA', 'B200',
	 '{"name": "B200", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 37, "fp32": 75, "tf32": 1125, "fp16": 2250, "bf16": 2250,
	             "fp8": 4500, "int8": 4500, "fp4": 9000},
	   "declared_tpp": 37248, "die_area": [1600, 1628], "transistors": 208,
	   "memory_bandwidth": 7700, "hbm": true, "interconnect_bandwidth": 1800}',
	 '2024-11-15',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls; '
	 'realliujiaxu/ai-chip-spec-visualizer; glennklockwood.com; NVIDIA (declared TPP)',
	 'Data-sheet arithmetic gives a TPP of 36000. Die area: two dies, each read as 800 or '
	 '814 mm2 by third parties.', true),
	('NVIDIA', 'B300',
	 '{"name": "B300", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 1.2, "fp32": 75, "tf32": 1125, "fp16": 2250, "bf16": 2250,
	             "fp8": 4500, "fp4": [13500, 15000]},
	   "declared_tpp": 55432, "die_area": [1600, 1628], "transistors": 208,
	   "memory_bandwidth": 7700, "hbm": true, "interconnect_bandwidth": 1800}',
	 '2025-08-22',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls; '
	 'realliujiaxu/ai-chip-spec-visualizer; NVIDIA (declared TPP)',
	 'FP4: sources give 13500, 14000 and 15000. Die area: two dies, each read as 800 or '
	 '814 mm2 by third parties. INT8 (157.5) is left out: one source calls it erroneous.', true),
	('NVIDIA', 'GB200 (per GPU)',
	 '{"name": "GB200 (per GPU)", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": [40, 45], "fp32": [80, 90], "tf32": 1250, "fp16": 2500, "bf16": 2500,
	             "fp8": 5000, "int8": 5000, "fp4": 10000},
	   "die_area": [1600, 1628], "transistors": 208, "memory_bandwidth": 8000, "hbm": true,
	   "interconnect_bandwidth": 1800}',
	 '2025-02-15',
	 'Epoch AI, Machine Learning Hardware',
	 'FP64 and FP32: 45 and 90 at first, 40 and 80 as revised. Die area: two dies, each '
	 'read as 800 or 814 mm2 by third parties.', true),
	('NVIDIA', 'GB300 (per GPU)',
	 '{"name": "GB300 (per GPU)", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 1.3, "fp32": 80, "tf32": 1250, "fp16": 2500, "bf16": 2500,
	             "fp8": 5000, "fp4": 15000},
	   "declared_tpp": 58484, "die_area": [1600, 1628], "transistors": 208,
	   "memory_bandwidth": 8000, "hbm": true, "interconnect_bandwidth": 1800}',
	 '2025-08-22',
	 'Epoch AI, Machine Learning Hardware; realliujiaxu/ai-chip-spec-visualizer; NVIDIA '
	 '(declared TPP)',
	 'Data-sheet arithmetic gives a TPP of 60000. Die area: two dies, each read as 800 or '
	 '814 mm2 by third parties. INT8 (165) is left out: one source calls it erroneous.', true),
	('NVIDIA', 'B30A (unreleased; estimate)',
	 '{"name": "B30A (unreleased; estimate)", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"tf32": 550, "fp16": 1125, "bf16": 1125, "fp8": 2250, "fp4": 7000},
	   "die_area": [800, 814], "transistors": 104, "hbm": true, "interconnect_bandwidth": 900}',
	 NULL,
	 's-w-kelly/chip-export-controls (an IFP estimate: half of a B300)',
	 'Not released; every fact is an estimate, half of a B300. Die area: one die, read as '
	 '800 or 814 mm2.', true),
	('NVIDIA', 'RTX 6000D / B40 (China)',
	 '{"name": "RTX 6000D / B40 (China)", "vendor": "NVIDIA", "datacenter": true,
	   "declared_tpp": [0, 2399], "die_area": 750, "transistors": 92.2,
	   "memory_bandwidth": [1390, 1398], "hbm": false, "interconnect_bandwidth": [0, 200]}',
	 '2025-03-18',
	 'TechPowerUp GPU database (via RightNow GPU Database); overclockers.ru; press reports; '
	 'NVIDIA, export classifications, July 2026',
	 'The tensor rates are unpublished, so rates are left out (shader FP32 97, FP64 1.52). '
	 'declared_tpp is a bound: NVIDIA lists the board as 4A994.l, so its circuit is not 3A090, '
	 'and at 750 mm2 a datacenter circuit that is not stays below 2400 TPP [computed]. Memory: '
	 'about 1,398 GB/s as reported, below the 1,400 of the letter of April 2025; the 1570 of the '
	 'database is not used. Interconnect is a bound, not a measured figure: PCIe only, no NVLink '
	 '[recalled].', true),
	('NVIDIA', 'GeForce RTX 3090',
	 '{"name": "GeForce RTX 3090", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 0.56, "fp32": 35.6, "tf32": 35.6, "fp16": 142.3, "bf16": 71.2,
	             "int8": 284, "int4": 568},
	   "die_area": 628, "transistors": 28.3, "memory_bandwidth": 936, "hbm": false}',
	 '2020-09-01',
	 'Epoch AI, Machine Learning Hardware; rhkb.cn; tensor rates derived: SM count x '
	 'operations per clock x boost clock',
	 'An NVLink bridge (112.5 GB/s) exists; no citation was seen, so the interconnect is '
	 'left out.', true),
	('NVIDIA', 'GeForce RTX 4070',
	 '{"name": "GeForce RTX 4070", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 0.46, "fp32": 29.15, "tf32": 29.2, "fp16": 116.6, "bf16": 58.3,
	             "fp8": 233.2, "int8": 233, "int4": 466.3},
	   "die_area": 294, "transistors": 35.8, "memory_bandwidth": 504, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2023-04-12',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database); hmc-tech.com',
	 'Interconnect is a bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'GeForce RTX 4080',
	 '{"name": "GeForce RTX 4080", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 0.76, "fp32": 48.7, "tf32": 48.7, "fp16": 194.9, "bf16": 97.5,
	             "fp8": 389.9, "int8": 390, "int4": 779.8},
	   "die_area": 379, "transistors": 45.9, "memory_bandwidth": 717, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2022-09-20',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database); hmc-tech.com; tensor rates derived: SM count x operations per clock x '
	 'boost clock',
	 'Interconnect is a bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'GeForce RTX 4090',
	 '{"name": "GeForce RTX 4090", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 1.29, "fp32": 82.6, "tf32": 82.6, "fp16": 330.3, "bf16": 165.2,
	             "fp8": 660.6, "int8": 660.6, "int4": 1321.2},
	   "die_area": 608, "transistors": 76.3, "memory_bandwidth": 1008, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2022-09-20',
	 'Epoch AI, Machine Learning Hardware; gmasse/gpu-specs; hmc-tech.com',
	 'Interconnect is a bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'GeForce RTX 4090 D',
	 '{"name": "GeForce RTX 4090 D", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 1.15, "fp32": 73.5, "tf32": 73.5, "fp16": 294.2, "bf16": 147.1,
	             "fp8": 588.4, "int8": 588.4, "int4": 1176.7},
	   "die_area": 609, "transistors": 76.3, "memory_bandwidth": 1008, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2023-12-28',
	 'TechPowerUp GPU database (via RightNow GPU Database); hmc-tech.com',
	 'Interconnect is a bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'GeForce RTX 5080',
	 '{"name": "GeForce RTX 5080", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 0.88, "fp32": 56.3, "tf32": 56.3, "fp16": 225.1, "bf16": 112.6,
	             "fp8": 450.2, "int8": 450.2, "fp4": 900.4},
	   "die_area": 378, "transistors": 45.6, "memory_bandwidth": 960, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2025-01-30',
	 'TechPowerUp GPU database (via RightNow GPU Database); hmc-tech.com; tensor rates '
	 'derived: SM count x operations per clock x boost clock',
	 'Interconnect is a bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'GeForce RTX 5090',
	 '{"name": "GeForce RTX 5090", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 1.64, "fp32": 104.8, "tf32": 104.8, "fp16": 419, "bf16": 209.5,
	             "fp8": 838, "int8": 838, "fp4": 1676},
	   "die_area": 750, "transistors": 92.2, "memory_bandwidth": 1792, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2025-01-30',
	 'TechPowerUp GPU database (via RightNow GPU Database); Spheron RTX 5090 data sheet; '
	 'hmc-tech.com',
	 'Interconnect is a bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'GeForce RTX 5090 D',
	 '{"name": "GeForce RTX 5090 D", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 1.64, "fp32": 104.8, "fp4": 1187.5},
	   "die_area": 750, "transistors": 92.2, "memory_bandwidth": 1792, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2025-01-30',
	 'TechPowerUp GPU database (via RightNow GPU Database); hmc-tech.com (2375 AI TOPS, '
	 'which is sparse FP4)',
	 'Tensor rates are capped; only FP4 is published (TPP 4750). Interconnect is a bound, '
	 'not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'GeForce RTX 5090 D V2',
	 '{"name": "GeForce RTX 5090 D V2", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 1.64, "fp32": 104.8, "fp4": 1187.5},
	   "die_area": 750, "transistors": 92.2, "memory_bandwidth": 1344, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2025-08-15',
	 'TechPowerUp GPU database (via RightNow GPU Database); hmc-tech.com (2375 AI TOPS, '
	 'which is sparse FP4)',
	 'Tensor rates are capped; only FP4 is published (TPP 4750). Interconnect is a bound, '
	 'not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'RTX A6000',
	 '{"name": "RTX A6000", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 1.21, "fp32": 38.7, "tf32": 77.4, "fp16": 154.8, "bf16": 154.8,
	             "int8": 309.7, "int4": 619.3},
	   "die_area": 628, "transistors": 28.3, "memory_bandwidth": 768, "hbm": false}',
	 '2020-10-05',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database); tensor rates derived: SM count x operations per clock x boost clock',
	 'An NVLink bridge (112.5 GB/s) exists; no citation was seen, so the interconnect is '
	 'left out.', true),
	('NVIDIA', 'RTX 6000 Ada',
	 '{"name": "RTX 6000 Ada", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 1.42, "fp32": 91.1, "tf32": 182.1, "fp16": 364.2, "bf16": 364.2,
	             "fp8": 728.5, "int8": 728.5, "int4": 1457},
	   "die_area": 608, "transistors": 76.3, "memory_bandwidth": 960, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2022-12-03',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database); tensor rates derived: SM count x operations per clock x boost clock',
	 'Interconnect is a bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'RTX PRO 6000 Blackwell Workstation',
	 '{"name": "RTX PRO 6000 Blackwell Workstation", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 1.97, "fp32": 126, "fp16": 503.8, "bf16": 503.8,
	             "fp8": 1007.6, "int8": 1007.6, "fp4": 2015.2},
	   "die_area": 750, "transistors": 92.2, "memory_bandwidth": 1792, "hbm": false,
	   "interconnect_bandwidth": [0, 200]}',
	 '2025-03-18',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database)',
	 'Interconnect is a bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'RTX PRO 6000 Blackwell Max-Q',
	 '{"name": "RTX PRO 6000 Blackwell Max-Q", "vendor": "NVIDIA", "datacenter": false,
	   "rates": {"fp64": 1.72, "fp32": 109.7}, "rates_complete": false,
	   "declared_tpp": 7024, "die_area": 750, "transistors": 92.2, "memory_bandwidth": 1792,
	   "hbm": false, "interconnect_bandwidth": [0, 200]}',
	 '2025-03-18',
	 'TechPowerUp GPU database (via RightNow GPU Database), with the declared TPP',
	 'Tensor rates were not found; the declared TPP stands for them. Interconnect is a '
	 'bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'RTX PRO 6000 Blackwell Server',
	 '{"name": "RTX PRO 6000 Blackwell Server", "vendor": "NVIDIA", "datacenter": true,
	   "rates": {"fp64": 1.97, "fp32": 126}, "rates_complete": false,
	   "declared_tpp": 7488, "die_area": 750, "transistors": 92.2, "memory_bandwidth": 1792,
	   "hbm": false, "interconnect_bandwidth": [0, 200]}',
	 '2025-03-18',
	 'TechPowerUp GPU database (via RightNow GPU Database), with the declared TPP',
	 'Tensor rates were not found; the declared TPP stands for them. Interconnect is a '
	 'bound, not a measured figure: PCIe only, no NVLink [recalled].', true),
	('NVIDIA', 'Jetson AGX Orin 64GB',
	 '{"name": "Jetson AGX Orin 64GB", "vendor": "NVIDIA",
	   "rates": {"fp32": 5.3, "int8": 85},
	   "transistors": 17, "memory_bandwidth": 204.8, "hbm": false}',
	 '2023-03-01',
	 'TechPowerUp GPU database (via RightNow GPU Database); NVIDIA Jetson AGX Orin '
	 'technical brief (via mzph.cn); svethardware.cz',
	 'INT8 is the GPU alone, half of 170 sparse; the accelerators beside it (105 sparse) '
	 'are not counted. datacenter is left unknown: an embedded module.', true);

-- AMD
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('AMD', 'Instinct MI100',
	 '{"name": "Instinct MI100", "vendor": "AMD", "datacenter": true,
	   "rates": {"fp64": 11.5, "fp32": 46.1, "fp16": 184.6, "bf16": 92.3, "int8": 184.6},
	   "die_area": 750, "transistors": 25.6, "memory_bandwidth": 1228, "hbm": true,
	   "interconnect_bandwidth": 276}',
	 '2020-11-16',
	 'AMD ROCm documentation; TechPowerUp GPU database (via RightNow GPU Database)',
	 'Interconnect derived: 3 links x 92 GB/s.', true),
	('AMD', 'Instinct MI210',
	 '{"name": "Instinct MI210", "vendor": "AMD", "datacenter": true,
	   "rates": {"fp64": 45.3, "fp32": 45.3, "fp16": 181, "bf16": 181, "int8": 181},
	   "die_area": 724, "transistors": 29.1, "memory_bandwidth": 1638, "hbm": true}',
	 '2021-12-01',
	 'TechPowerUp GPU database (via RightNow GPU Database); '
	 's-w-kelly/chip-export-controls; hmc-tech.com',
	 'Bridge links (300 GB/s) exist; no citation was seen, so the interconnect is left '
	 'out.', true),
	('AMD', 'Instinct MI250',
	 '{"name": "Instinct MI250", "vendor": "AMD", "datacenter": true,
	   "rates": {"fp64": 90.5, "fp32": 90.5, "fp16": 362.1, "bf16": 362.1, "int8": 362.1},
	   "die_area": [1448, 1580], "transistors": 58.2, "memory_bandwidth": 3277, "hbm": true}',
	 '2021-11-08',
	 'AMD ROCm documentation; TechPowerUp GPU database (via RightNow GPU Database)',
	 'Die area: two compute dies of 724 mm2, or about 1580 mm2 in another reading.', true),
	('AMD', 'Instinct MI250X',
	 '{"name": "Instinct MI250X", "vendor": "AMD", "datacenter": true,
	   "rates": {"fp64": 95.7, "fp32": 95.7, "fp16": 383, "bf16": 383, "int8": 383},
	   "die_area": [1448, 1580], "transistors": 58.2, "memory_bandwidth": 3277, "hbm": true,
	   "interconnect_bandwidth": 800}',
	 '2021-11-08',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls; TechPowerUp GPU '
	 'database (via RightNow GPU Database)',
	 'Die area: two compute dies of 724 mm2, or about 1580 mm2 in another reading. '
	 'Interconnect: one source counts a single link (100).', true),
	('AMD', 'Instinct MI300A',
	 '{"name": "Instinct MI300A", "vendor": "AMD", "datacenter": true,
	   "rates": {"fp64": 122.6, "fp32": 122.6, "tf32": 490.3, "fp16": 980.6, "bf16": 980.6,
	             "fp8": 1961.2, "int8": 1961.2},
	   "die_area": [1017, 2400], "transistors": 146, "memory_bandwidth": 5300, "hbm": true}',
	 '2023-12-06',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls; evokernel-spec',
	 'Die area: 1017 mm2 as listed; about 2400 mm2 if the N6 I/O dies count, an uncited '
	 'estimate. Interconnect is left out: sources give 512 and 768.', true),
	('AMD', 'Instinct MI300X',
	 '{"name": "Instinct MI300X", "vendor": "AMD", "datacenter": true,
	   "rates": {"fp64": 163.4, "fp32": 163.4, "tf32": 653.7, "fp16": 1307.4, "bf16": 1307.4,
	             "fp8": 2614.9, "int8": 2614.9},
	   "die_area": [1017, 2400], "transistors": 153, "memory_bandwidth": 5300, "hbm": true,
	   "interconnect_bandwidth": 896}',
	 '2023-12-06',
	 'AMD ROCm documentation; Epoch AI, Machine Learning Hardware; '
	 's-w-kelly/chip-export-controls; TechPowerUp GPU database (via RightNow GPU Database)',
	 'Die area: 1017 mm2 as listed; about 2400 mm2 if the N6 I/O dies count, an uncited '
	 'estimate.', true),
	('AMD', 'Instinct MI308X (China)',
	 '{"name": "Instinct MI308X (China)", "vendor": "AMD", "datacenter": true,
	   "die_area": [1017, 2400], "transistors": 153, "memory_bandwidth": 5300, "hbm": true}',
	 '2023-12-06',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database); s-w-kelly/chip-export-controls',
	 'Die area: 1017 mm2 as listed; about 2400 mm2 if the N6 I/O dies count, an uncited '
	 'estimate. Die area and transistors are those listed for the MI300X. Compute is '
	 'unpublished, so TPP is unknown. Memory: 192 GB of HBM3 at 5,300 GB/s, as the MI300X has '
	 '[recalled]; the listed 10300 is wrong.', true),
	('AMD', 'Instinct MI325X',
	 '{"name": "Instinct MI325X", "vendor": "AMD", "datacenter": true,
	   "rates": {"fp64": 163.4, "fp32": 163.4, "tf32": 653.7, "fp16": 1307.4, "bf16": 1307.4,
	             "fp8": 2614.9, "int8": 2614.9},
	   "die_area": [1017, 2400], "transistors": 153, "memory_bandwidth": 6000, "hbm": true,
	   "interconnect_bandwidth": 896}',
	 '2024-10-10',
	 'Epoch AI, Machine Learning Hardware; s-w-kelly/chip-export-controls',
	 'Die area: 1017 mm2 as listed; about 2400 mm2 if the N6 I/O dies count, an uncited '
	 'estimate.', true),
	('AMD', 'Instinct MI350X',
	 '{"name": "Instinct MI350X", "vendor": "AMD", "datacenter": true,
	   "rates": {"fp64": 72.1, "fp16": 2309.6, "bf16": 2309.6,
	             "fp8": 4614, "int8": 4614, "fp4": 9227.5},
	   "transistors": 185, "memory_bandwidth": 8000, "hbm": true,
	   "interconnect_bandwidth": 1075.2}',
	 '2025-06-12',
	 's-w-kelly/chip-export-controls; techaiapp on MI350X at Hot Chips; TechPowerUp GPU '
	 'database (via RightNow GPU Database)',
	 'Interconnect: 7 links x 153.6 GB/s. Die area is left out: that of the I/O dies was '
	 'not found. Another source gives an interconnect of 896.', true),
	('AMD', 'Instinct MI355X',
	 '{"name": "Instinct MI355X", "vendor": "AMD", "datacenter": true,
	   "rates": {"fp64": 78.6, "fp16": 2516.6, "bf16": 2516.6,
	             "fp8": 5033.2, "int8": 5033.2, "fp4": 10066.3},
	   "transistors": 185, "memory_bandwidth": 8000, "hbm": true,
	   "interconnect_bandwidth": 1075.2}',
	 '2025-06-12',
	 's-w-kelly/chip-export-controls; techaiapp on MI350X at Hot Chips; TechPowerUp GPU '
	 'database (via RightNow GPU Database)',
	 'Interconnect: 7 links x 153.6 GB/s. Die area is left out: that of the I/O dies was '
	 'not found.', true),
	('AMD', 'Radeon RX 7900 XTX',
	 '{"name": "Radeon RX 7900 XTX", "vendor": "AMD", "datacenter": false,
	   "rates": {"fp64": 1.92, "fp32": 61.4, "fp16": 122.8, "bf16": 122.8}, "rates_complete": true,
	   "die_area": 529, "transistors": 57.7, "memory_bandwidth": 960, "hbm": false}',
	 '2022-11-03',
	 'Epoch AI, Machine Learning Hardware; TechPowerUp GPU database (via RightNow GPU '
	 'Database)',
	 'Die area includes the N6 memory-cache dies.', true),
	('AMD', 'Radeon PRO W7900',
	 '{"name": "Radeon PRO W7900", "vendor": "AMD", "datacenter": false,
	   "rates": {"fp64": 1.92, "fp32": 61.3, "fp16": 122.6, "bf16": 122.6}, "rates_complete": true,
	   "die_area": 529, "transistors": 57.7, "memory_bandwidth": 864, "hbm": false}',
	 '2023-04-13',
	 'TechPowerUp GPU database (via RightNow GPU Database)',
	 'Die area includes the N6 memory-cache dies.', true);

-- Intel
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Intel', 'Gaudi 2',
	 '{"name": "Gaudi 2", "vendor": "Intel", "datacenter": true,
	   "rates": {"fp16": 432, "bf16": [432, 450], "fp8": 865},
	   "memory_bandwidth": 2450, "hbm": true, "interconnect_bandwidth": 600}',
	 '2022-05-10',
	 'Epoch AI, Machine Learning Hardware; Intel, Hot Chips 2024; pcguia.pt on Gaudi 3',
	 'BF16: 432 from Intel, 450 from Epoch AI. Die area is left out: the listed 826 mm2 is '
	 'unverified, and equal to that of an A100.', true),
	('Intel', 'Gaudi 3 (OAM)',
	 '{"name": "Gaudi 3 (OAM)", "vendor": "Intel", "datacenter": true,
	   "rates": {"bf16": [1678, 1835], "fp8": 1835},
	   "memory_bandwidth": 3670, "hbm": true, "interconnect_bandwidth": 1200}',
	 '2024-09-24',
	 'Intel, Hot Chips 2024; pcguia.pt on Gaudi 3; IEEE Spectrum on Gaudi 3; Epoch AI, '
	 'Machine Learning Hardware (BF16)',
	 'BF16: 1835 from Intel, 1678 from Epoch AI.', true),
	('Intel', 'Data Center GPU Max 1550',
	 '{"name": "Data Center GPU Max 1550", "vendor": "Intel", "datacenter": true,
	   "rates": {"fp64": 52.4, "fp32": 52.4, "tf32": 419.4, "fp16": 838.9, "bf16": 838.9,
	             "int8": 1677.7},
	   "transistors": 100, "memory_bandwidth": 3277, "hbm": true}',
	 '2023-01-10',
	 'TechPowerUp GPU database (via RightNow GPU Database); XMX rates derived: cores x '
	 'operations per clock x clock (TechPowerUp); ServeTheHome',
	 'Die area is left out: the listed 1280 mm2 is unverified.', true),
	('Intel', 'Data Center GPU Max 1350',
	 '{"name": "Data Center GPU Max 1350", "vendor": "Intel", "datacenter": true,
	   "rates": {"fp64": 44.4, "fp32": 44.4, "tf32": 355.5, "fp16": 711.1, "bf16": 711.1,
	             "int8": 1422.1},
	   "transistors": 100, "memory_bandwidth": 2460, "hbm": true}',
	 '2023-01-10',
	 'TechPowerUp GPU database (via RightNow GPU Database); XMX rates derived: cores x '
	 'operations per clock x clock (TechPowerUp)',
	 'Die area is left out: the listed 1280 mm2 is unverified. Cancelled in April 2023.', true),
	('Intel', 'Data Center GPU Max 1100',
	 '{"name": "Data Center GPU Max 1100", "vendor": "Intel", "datacenter": true,
	   "rates": {"fp64": 22.2, "fp32": 22.2, "tf32": 177.8, "fp16": 355.5, "bf16": 355.5,
	             "int8": 711.1},
	   "transistors": 100, "memory_bandwidth": 1229, "hbm": true}',
	 '2023-01-10',
	 'TechPowerUp GPU database (via RightNow GPU Database); XMX rates derived: cores x '
	 'operations per clock x clock (TechPowerUp)',
	 'Die area is left out: the listed 1280 mm2 is unverified. TPP follows from TF32 where '
	 'that is read as 32 bits (5689.6), and from INT8 (5688.8) where it is read as 19.', true),
	('Intel', 'Data Center GPU Flex 170',
	 '{"name": "Data Center GPU Flex 170", "vendor": "Intel", "datacenter": true,
	   "die_area": 406, "transistors": 21.7, "memory_bandwidth": 512, "hbm": false}',
	 '2022-08-24',
	 'TechPowerUp GPU database (via RightNow GPU Database)',
	 'The matrix (XMX) rates were not found, so rates are left out (vector FP32 16.8) and '
	 'TPP is unknown.', true),
	('Intel', 'Arc A770',
	 '{"name": "Arc A770", "vendor": "Intel", "datacenter": false,
	   "rates": {"fp32": 19.7, "int8": 262},
	   "die_area": 406, "transistors": 21.7, "memory_bandwidth": [512, 560], "hbm": false}',
	 '2022-10-12',
	 'TechPowerUp GPU database (via RightNow GPU Database)',
	 'Memory bandwidth: sources give 512 and 560.', true);

-- Google
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Google', 'TPU v2',
	 '{"name": "TPU v2", "vendor": "Google", "datacenter": true,
	   "rates": {"fp32": 3, "bf16": 46},
	   "hbm": true}',
	 '2017-05-01',
	 'Epoch AI, Machine Learning Hardware',
	 'memory_bandwidth is left out: sources give 600 and 700.', true),
	('Google', 'TPU v3',
	 '{"name": "TPU v3", "vendor": "Google", "datacenter": true,
	   "rates": {"bf16": 123},
	   "transistors": 10, "memory_bandwidth": 900, "hbm": true, "interconnect_bandwidth": 560}',
	 '2018-05-18',
	 'Epoch AI, Machine Learning Hardware; Jouppi et al., TPU v4, ISCA 2023, table 4',
	 'Interconnect derived: 4 links x 70 GB/s each way. Die area is published only as less '
	 'than 700 mm2.', true),
	('Google', 'TPU v4i',
	 '{"name": "TPU v4i", "vendor": "Google", "datacenter": true,
	   "rates": {"bf16": 138},
	   "die_area": [160, 400], "transistors": 16, "memory_bandwidth": 614, "hbm": true}',
	 '2020-01-01',
	 'Epoch AI, Machine Learning Hardware',
	 'Die area is published only as less than 400 mm2; the lower end, 100 million '
	 'transistors per mm2, is beyond its 7 nm node [recalled].', true),
	('Google', 'TPU v4',
	 '{"name": "TPU v4", "vendor": "Google", "datacenter": true,
	   "rates": {"bf16": 275, "int8": 275},
	   "transistors": 22, "memory_bandwidth": 1200, "hbm": true, "interconnect_bandwidth": 600}',
	 '2021-05-20',
	 'Google Cloud TPU documentation; Jouppi et al., TPU v4, ISCA 2023, table 4',
	 'Interconnect derived: 6 links x 50 GB/s each way. Die area is published only as less '
	 'than 600 mm2.', true),
	('Google', 'TPU v5e',
	 '{"name": "TPU v5e", "vendor": "Google", "datacenter": true,
	   "rates": {"bf16": 197, "int8": 393},
	   "memory_bandwidth": 819, "hbm": true, "interconnect_bandwidth": 400}',
	 '2023-08-29',
	 'Google Cloud TPU documentation; Epoch AI, Machine Learning Hardware',
	 'Die area is left out: the listed 325 mm2 is an estimate.', true),
	('Google', 'TPU v5p',
	 '{"name": "TPU v5p", "vendor": "Google", "datacenter": true,
	   "rates": {"bf16": 459, "fp8": 459, "int8": 918},
	   "memory_bandwidth": 2765, "hbm": true, "interconnect_bandwidth": 1200}',
	 '2023-12-06',
	 'Google Cloud TPU documentation; Epoch AI, Machine Learning Hardware',
	 NULL, true),
	('Google', 'TPU v6e Trillium',
	 '{"name": "TPU v6e Trillium", "vendor": "Google", "datacenter": true,
	   "rates": {"bf16": 918, "fp8": 918, "int8": 1836},
	   "memory_bandwidth": 1638, "hbm": true, "interconnect_bandwidth": 800}',
	 '2024-05-14',
	 'Google Cloud TPU documentation; Epoch AI, Machine Learning Hardware',
	 NULL, true),
	('Google', 'TPU v7 Ironwood (TPU7x)',
	 '{"name": "TPU v7 Ironwood (TPU7x)", "vendor": "Google", "datacenter": true,
	   "rates": {"bf16": 2307, "fp8": 4614},
	   "memory_bandwidth": 7380, "hbm": true, "interconnect_bandwidth": 1200}',
	 '2025-11-06',
	 'Google Cloud TPU documentation; Epoch AI, Machine Learning Hardware',
	 NULL, true);

-- AWS
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('AWS', 'Trainium1',
	 '{"name": "Trainium1", "vendor": "AWS", "datacenter": true,
	   "rates": {"fp32": 47.5, "tf32": 190, "fp16": 190, "bf16": 190, "fp8": 190, "int8": 380},
	   "memory_bandwidth": 820, "hbm": true}',
	 '2022-10-15',
	 'AWS Neuron documentation; Epoch AI, Machine Learning Hardware',
	 'TPP follows from TF32, which is read as 19 bits (3610) to 32 bits (6080).', true),
	('AWS', 'Inferentia2',
	 '{"name": "Inferentia2", "vendor": "AWS", "datacenter": true,
	   "rates": {"fp32": 47.5, "tf32": 190, "fp16": 190, "bf16": 190, "fp8": 190, "int8": 380},
	   "memory_bandwidth": 820, "hbm": true}',
	 '2023-04-13',
	 'AWS Neuron documentation; Epoch AI, Machine Learning Hardware',
	 'TPP follows from TF32, which is read as 19 bits (3610) to 32 bits (6080).', true),
	('AWS', 'Trainium2',
	 '{"name": "Trainium2", "vendor": "AWS", "datacenter": true,
	   "rates": {"fp32": 181, "tf32": 667, "fp16": 667, "bf16": 667, "fp8": 1299},
	   "memory_bandwidth": 2900, "hbm": true, "interconnect_bandwidth": 1280}',
	 '2024-12-03',
	 'AWS Neuron documentation; Epoch AI, Machine Learning Hardware; Tom''s Hardware on '
	 'Trainium2',
	 'TPP follows from TF32, which is read as 19 bits (12673) to 32 bits (21344).', true),
	('AWS', 'Trainium3',
	 '{"name": "Trainium3", "vendor": "AWS", "datacenter": true,
	   "rates": {"fp32": 183, "tf32": 671, "fp16": 671, "bf16": 671, "fp8": 2517, "fp4": 2517},
	   "memory_bandwidth": 4900, "hbm": true, "interconnect_bandwidth": 2560}',
	 '2025-12-02',
	 'AWS Neuron documentation; Epoch AI, Machine Learning Hardware; Tom''s Hardware on '
	 'Trainium3',
	 'TPP follows from TF32 where that is read as 32 bits (21472), and from FP8 (20136) where '
	 'it is read as 19.', true);

-- Microsoft
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Microsoft', 'Maia 100',
	 '{"name": "Maia 100", "vendor": "Microsoft", "datacenter": true,
	   "rates": {"bf16": 800, "mx6": {"tops": 3000, "bits": 6}, "mx9": {"tops": 1500, "bits": 9}},
	   "die_area": 820, "transistors": 105, "memory_bandwidth": 1800, "hbm": true,
	   "interconnect_bandwidth": 1200}',
	 '2024-08-27',
	 'Epoch AI, Machine Learning Hardware; EEWorld on Maia 100 at Hot Chips 2024; '
	 'glennklockwood.com',
	 'TPP follows from the 6-bit format. Interconnect derived: 12 x 400 Gb/s Ethernet, '
	 'both ways.', true),
	('Microsoft', 'Maia 200',
	 '{"name": "Maia 200", "vendor": "Microsoft", "datacenter": true,
	   "rates": {"bf16": 1268, "fp8": 5072, "fp4": 10145},
	   "transistors": 140, "memory_bandwidth": 7000, "hbm": true, "interconnect_bandwidth": 2800}',
	 '2026-01-26',
	 'Epoch AI, Machine Learning Hardware; Reportify on Maia 200',
	 NULL, true);

-- Meta
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Meta', 'MTIA v1 (MTIA 100)',
	 '{"name": "MTIA v1 (MTIA 100)", "vendor": "Meta", "datacenter": true,
	   "rates": {"fp32": 1.6, "fp16": 51.2, "bf16": 51.2, "int8": 102.4},
	   "die_area": 373, "hbm": false}',
	 '2023-05-18',
	 'Epoch AI, Machine Learning Hardware; eeNews Europe on MTIA v2',
	 'The published 800 GB/s is on-chip SRAM, not DRAM, so memory_bandwidth is left out.', true),
	('Meta', 'MTIA v2 (MTIA 200)',
	 '{"name": "MTIA v2 (MTIA 200)", "vendor": "Meta", "datacenter": true,
	   "rates": {"fp32": 2.76, "fp16": 177, "bf16": 177, "int8": 354},
	   "die_area": 421, "hbm": false}',
	 '2024-04-10',
	 'Epoch AI, Machine Learning Hardware; eeNews Europe on MTIA v2; TechPowerUp on MTIA '
	 'v2',
	 'The published 1000 GB/s is on-chip SRAM, not DRAM, so memory_bandwidth is left out.', true);

-- Huawei
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Huawei', 'Ascend 310',
	 '{"name": "Ascend 310", "vendor": "Huawei",
	   "rates": {"fp16": 8, "int8": 16},
	   "die_area": 105, "memory_bandwidth": 51.2}',
	 '2018-10-10',
	 'Epoch AI, Machine Learning Hardware',
	 'datacenter is left unknown: an edge part.', true),
	('Huawei', 'Ascend 910 (2019)',
	 '{"name": "Ascend 910 (2019)", "vendor": "Huawei", "datacenter": true,
	   "rates": {"fp16": 256, "int8": 512},
	   "die_area": [456.25, 1228], "hbm": true}',
	 '2019-08-23',
	 'Epoch AI, Machine Learning Hardware; die shots (Bytefeed, Nomusica); Hot Chips 2019 '
	 '(via vengineer)',
	 'Die area: 456.25 mm2 is the compute die alone; 1228 mm2 is all silicon in the '
	 'package, HBM included. memory_bandwidth is left out: the listed 1288 is probably a '
	 'misprint.', true),
	('Huawei', 'Ascend 910B (B2)',
	 '{"name": "Ascend 910B (B2)", "vendor": "Huawei", "datacenter": true,
	   "rates": {"fp32": 94, "fp16": 376}, "rates_complete": true,
	   "die_area": 665.61, "memory_bandwidth": 1600, "hbm": true, "interconnect_bandwidth": 392}',
	 '2022-03-17',
	 'Epoch AI, Machine Learning Hardware; die shots (Bytefeed, Nomusica)',
	 NULL, true),
	('Huawei', 'Ascend 910B1',
	 '{"name": "Ascend 910B1", "vendor": "Huawei", "datacenter": true,
	   "rates": {"fp16": 400},
	   "die_area": 665.61, "memory_bandwidth": 1600, "hbm": true, "interconnect_bandwidth": 392}',
	 '2022-03-17',
	 'Epoch AI, Machine Learning Hardware; die shots (Bytefeed, Nomusica)',
	 NULL, true),
	('Huawei', 'Ascend 910B3',
	 '{"name": "Ascend 910B3", "vendor": "Huawei", "datacenter": true,
	   "rates": {"fp16": 313},
	   "die_area": 665.61, "memory_bandwidth": 1600, "hbm": true, "interconnect_bandwidth": 392}',
	 '2022-03-17',
	 'Epoch AI, Machine Learning Hardware; die shots (Bytefeed, Nomusica)',
	 NULL, true),
	('Huawei', 'Ascend 910B4',
	 '{"name": "Ascend 910B4", "vendor": "Huawei", "datacenter": true,
	   "rates": {"fp32": 72, "fp16": 280}, "rates_complete": true,
	   "die_area": 665.61, "memory_bandwidth": 800, "hbm": true, "interconnect_bandwidth": 392}',
	 '2022-03-17',
	 'Epoch AI, Machine Learning Hardware; die shots (Bytefeed, Nomusica)',
	 NULL, true),
	('Huawei', 'Ascend 910C',
	 '{"name": "Ascend 910C", "vendor": "Huawei", "datacenter": true,
	   "rates": {"fp16": [780, 800], "int8": 1504},
	   "die_area": 1331.2, "memory_bandwidth": 3200, "hbm": true, "interconnect_bandwidth": 784}',
	 '2024-10-15',
	 'Epoch AI, Machine Learning Hardware; die shots (Bytefeed, Nomusica), twice the 910B '
	 'die; SemiAnalysis (FP16)',
	 'FP16: 800 from Epoch AI, 780 from SemiAnalysis.', true),
	('Huawei', 'Ascend 950DT (36-core)',
	 '{"name": "Ascend 950DT (36-core)", "vendor": "Huawei", "datacenter": true,
	   "rates": {"fp32": 30, "tf32": 243, "fp16": 486, "bf16": 486, "fp8": 973, "fp4": 1946},
	   "memory_bandwidth": 4000}',
	 NULL,
	 'Huawei Ascend 950 white paper (via realliujiaxu/ai-chip-spec-visualizer)',
	 'Rates of the matrix (cube) unit alone; with the vector unit FP4 2007, FP8 1034, FP16 '
	 '547.', true);

-- Cambricon
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Cambricon', 'MLU290-M5',
	 '{"name": "MLU290-M5", "vendor": "Cambricon", "datacenter": true,
	   "rates": {"int8": 512, "int4": 1024},
	   "die_area": 560, "transistors": 46, "memory_bandwidth": 1228, "hbm": true}',
	 '2021-01-21',
	 'Epoch AI, Machine Learning Hardware; appsbuilders on MLU290',
	 NULL, true),
	('Cambricon', 'MLU370-X8',
	 '{"name": "MLU370-X8", "vendor": "Cambricon", "datacenter": true,
	   "rates": {"fp32": 24, "fp16": 96, "int8": 256},
	   "memory_bandwidth": 614.4, "hbm": false}',
	 '2022-03-21',
	 'Epoch AI, Machine Learning Hardware',
	 NULL, true),
	('Cambricon', 'MLU370-X4',
	 '{"name": "MLU370-X4", "vendor": "Cambricon", "datacenter": true,
	   "rates": {"fp32": 24, "fp16": 96, "int8": 256},
	   "memory_bandwidth": 307.2, "hbm": false}',
	 '2021-11-03',
	 'Epoch AI, Machine Learning Hardware',
	 NULL, true),
	('Cambricon', 'MLU590 (Siyuan 590)',
	 '{"name": "MLU590 (Siyuan 590)", "vendor": "Cambricon", "datacenter": true,
	   "rates": {"fp16": [256, 345], "int8": 512}}',
	 '2024-10-31',
	 'Epoch AI, Machine Learning Hardware (from a photo of a keynote slide)',
	 'FP16: 345 on the slide, 256 announced earlier.', true);

-- Biren
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Biren', 'BR100',
	 '{"name": "BR100", "vendor": "Biren", "datacenter": true,
	   "rates": {"fp32": 256, "tf32": 512, "fp16": 1024, "bf16": 1024, "int8": 2048},
	   "die_area": 1074, "transistors": 77, "memory_bandwidth": 1640, "hbm": true,
	   "interconnect_bandwidth": [412, 512]}',
	 '2022-08-22',
	 'Epoch AI, Machine Learning Hardware; Tom''s Hardware, SimmTester and TechPowerUp on '
	 'BR100; Reuther et al. 2023; evokernel-spec (interconnect)',
	 'Facts as launched; what shipped was cut to stay within the export controls. '
	 'Interconnect: sources give 412 and 512.', true),
	('Biren', 'BR104',
	 '{"name": "BR104", "vendor": "Biren", "datacenter": true,
	   "rates": {"fp32": 128, "tf32": 256, "fp16": 512, "bf16": 512, "int8": 1024},
	   "die_area": 537, "memory_bandwidth": 819, "hbm": true}',
	 '2022-08-22',
	 'Tom''s Hardware, SimmTester and TechPowerUp on BR100; Reuther et al. 2023',
	 'Facts as launched; what shipped was cut to stay within the export controls.', true);

-- Moore Threads
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Moore Threads', 'MTT S4000',
	 '{"name": "MTT S4000", "vendor": "Moore Threads", "datacenter": true,
	   "rates": {"fp32": 25, "tf32": 50, "fp16": 100, "bf16": 100, "int8": 200},
	   "memory_bandwidth": 768, "hbm": false, "interconnect_bandwidth": 240}',
	 '2023-12-19',
	 'Epoch AI, Machine Learning Hardware; io-tech.fi on MTT S4000',
	 NULL, true);

-- MetaX
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('MetaX', 'MXC500 (OAM)',
	 '{"name": "MXC500 (OAM)", "vendor": "MetaX", "datacenter": true,
	   "rates": {"fp32": 18, "tf32": 140, "fp16": 280, "int8": 560},
	   "hbm": true}',
	 '2023-01-01',
	 'Epoch AI, Machine Learning Hardware',
	 'memory_bandwidth is left out: the published 18000 is wrong.', true);

-- Baidu
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Baidu', 'Kunlun II',
	 '{"name": "Kunlun II", "vendor": "Baidu", "datacenter": true,
	   "rates": {"fp16": 128, "int8": 256},
	   "memory_bandwidth": 512, "hbm": false}',
	 '2021-08-18',
	 'Epoch AI, Machine Learning Hardware',
	 NULL, true);

-- Cerebras
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Cerebras', 'WSE-2',
	 '{"name": "WSE-2", "vendor": "Cerebras", "datacenter": true,
	   "die_area": 46225, "transistors": 2600, "hbm": false}',
	 '2021-04-20',
	 'aiwiki on WSE-3; Reuther et al. 2023',
	 'No dense rate is published, so TPP is unknown. The published 20 PB/s is on-chip '
	 'SRAM, not DRAM, so memory_bandwidth is left out.', true),
	('Cerebras', 'WSE-3',
	 '{"name": "WSE-3", "vendor": "Cerebras", "datacenter": true,
	   "die_area": 46225, "transistors": 4000, "hbm": false}',
	 '2024-03-13',
	 'aiwiki on WSE-3; awesomeagents on WSE-3; Yobitel on WSE-3',
	 'No dense rate is published, so TPP is unknown: 125 PFLOPS FP16 is sparse. The '
	 'published 21 PB/s is on-chip SRAM, not DRAM, so memory_bandwidth is left out.', true);

-- Graphcore
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Graphcore', 'Colossus MK2 GC200',
	 '{"name": "Colossus MK2 GC200", "vendor": "Graphcore", "datacenter": true,
	   "rates": {"fp16": 250},
	   "die_area": 823, "transistors": 59.4, "hbm": false}',
	 '2020-07-15',
	 'Converge Digest and projects-raspberry on GC200',
	 'IPU-Link (320 GB/s) exists; no citation was seen, so the interconnect is left out.', true);

-- Groq
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Groq', 'GroqChip LPU v1',
	 '{"name": "GroqChip LPU v1", "vendor": "Groq", "datacenter": true,
	   "rates": {"fp16": 188, "int8": 750},
	   "die_area": 725, "transistors": 26.8, "hbm": false, "interconnect_bandwidth": 480}',
	 '2022-10-15',
	 'Epoch AI, Machine Learning Hardware; Linley Newsletter',
	 'The published 80 TB/s is on-chip SRAM, not DRAM, so memory_bandwidth is left out.', true);

-- SambaNova
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('SambaNova', 'SN40L',
	 '{"name": "SN40L", "vendor": "SambaNova", "datacenter": true,
	   "rates": {"bf16": 638},
	   "transistors": 102, "memory_bandwidth": [1600, 2000], "hbm": true}',
	 '2023-09-19',
	 'SambaNova, Hot Chips 2024; aiwiki',
	 'Memory bandwidth: 25.6 TB/s over 16 sockets is 1600 each, the paper says 2000.', true);

-- Tenstorrent
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Tenstorrent', 'Wormhole n150',
	 '{"name": "Wormhole n150", "vendor": "Tenstorrent", "datacenter": true,
	   "rates": {"fp16": 74, "fp8": 262},
	   "die_area": 670, "memory_bandwidth": 288, "hbm": false}',
	 NULL,
	 'Tenstorrent documentation',
	 'Also BFP8, a block format, at 148.', true),
	('Tenstorrent', 'Wormhole n300',
	 '{"name": "Wormhole n300", "vendor": "Tenstorrent", "datacenter": true,
	   "rates": {"fp16": 131, "fp8": 466},
	   "die_area": 1340, "memory_bandwidth": 576, "hbm": false}',
	 NULL,
	 'Tenstorrent documentation',
	 'Also BFP8, a block format, at 262.', true);

-- Tesla
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Tesla', 'D1 (Dojo)',
	 '{"name": "D1 (Dojo)", "vendor": "Tesla", "datacenter": true,
	   "rates": {"fp32": 22.6, "bf16": 362, "fp8": 362},
	   "die_area": 645, "transistors": 50, "hbm": false}',
	 '2021-08-21',
	 'Epoch AI, Machine Learning Hardware; Tom''s Hardware on Dojo D1',
	 'The published 10 TB/s is on-chip SRAM, not DRAM, so memory_bandwidth is left out.', true);

-- Apple
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Apple', 'M2 Ultra',
	 '{"name": "M2 Ultra", "vendor": "Apple", "datacenter": false,
	   "transistors": 134, "memory_bandwidth": 800, "hbm": false}',
	 '2023-06-05',
	 'Beebom and Meterpreter on M2 Ultra',
	 'No rates: the Neural Engine figure (31.6 TOPS) has no stated precision, so TPP is '
	 'unknown.', true);

-- Qualcomm
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('Qualcomm', 'Cloud AI 100 Pro',
	 '{"name": "Cloud AI 100 Pro", "vendor": "Qualcomm", "datacenter": true,
	   "rates": {"fp16": 125, "int8": 375},
	   "memory_bandwidth": 137, "hbm": false}',
	 '2021-03-01',
	 'Qualcomm Cloud AI SDK documentation',
	 NULL, true),
	('Qualcomm', 'Cloud AI 100 Standard',
	 '{"name": "Cloud AI 100 Standard", "vendor": "Qualcomm", "datacenter": true,
	   "rates": {"fp16": 110, "int8": 325},
	   "memory_bandwidth": 137, "hbm": false}',
	 '2021-03-01',
	 'Qualcomm Cloud AI SDK documentation',
	 NULL, true),
	('Qualcomm', 'Cloud AI 100 Ultra (4 SoCs)',
	 '{"name": "Cloud AI 100 Ultra (4 SoCs)", "vendor": "Qualcomm", "datacenter": true,
	   "rates": {"fp16": 290, "int8": 870},
	   "memory_bandwidth": 548, "hbm": false}',
	 '2023-11-13',
	 'Qualcomm Cloud AI SDK documentation',
	 NULL, true);

-- High bandwidth memory as a part of its own (3A090.c). The density test needs the area of the
-- package or stack.
INSERT INTO product (vendor, name, chip, released, sources, note, builtin) VALUES
	('JEDEC', 'JESD235 HBM2 2.0 Gb/s',
	 '{"name": "JESD235 HBM2 2.0 Gb/s", "vendor": "JEDEC", "form": "hbm",
	   "memory_bandwidth": 256}',
	 NULL,
	 'arithmetic: 1024 pins x 2.0 Gb/s / 8',
	 'Package area was not found.', true),
	('JEDEC', 'JESD235B HBM2 2.4 Gb/s',
	 '{"name": "JESD235B HBM2 2.4 Gb/s", "vendor": "JEDEC", "form": "hbm",
	   "memory_bandwidth": 307.2}',
	 NULL,
	 'gamepc.com.au on the JEDEC update',
	 'Package area was not found.', true),
	('Samsung', 'Flashbolt HBM2E 3.2 Gb/s',
	 '{"name": "Flashbolt HBM2E 3.2 Gb/s", "vendor": "Samsung", "form": "hbm",
	   "memory_bandwidth": 410}',
	 NULL,
	 'eeNews Europe on Flashbolt',
	 'Package area was not found.', true),
	('SK hynix', 'HBM2E 3.6 Gb/s',
	 '{"name": "HBM2E 3.6 Gb/s", "vendor": "SK hynix", "form": "hbm",
	   "memory_bandwidth": 460}',
	 NULL,
	 'Hardware Chatter on SK hynix HBM2E',
	 'Package area was not found.', true),
	('SK hynix', 'HBM3 6.4 Gb/s',
	 '{"name": "HBM3 6.4 Gb/s", "vendor": "SK hynix", "form": "hbm",
	   "memory_bandwidth": 819.2, "package_area": 121}',
	 NULL,
	 'Tom''s Hardware on SK hynix 24 GB HBM3; Tom''s Hardware on Micron HBM3 Gen2 '
	 '(footprint)',
	 'Package area is the reported footprint, 11 x 11 mm.', true),
	('Micron', 'HBM3E 9.2 Gb/s',
	 '{"name": "HBM3E 9.2 Gb/s", "vendor": "Micron", "form": "hbm",
	   "memory_bandwidth": 1177.6, "package_area": 121}',
	 NULL,
	 'Tom''s Hardware on Micron HBM3 Gen2; Tweakers',
	 'Package area is the reported footprint, 11 x 11 mm.', true),
	('SK hynix', 'HBM3E 1.18 TB/s 12-high',
	 '{"name": "HBM3E 1.18 TB/s 12-high", "vendor": "SK hynix", "form": "hbm",
	   "memory_bandwidth": 1180}',
	 NULL,
	 'eeNews Europe on SK hynix HBM3E',
	 'Package area is left out: 121 mm2 would be the footprint of other HBM3E, assumed for '
	 'this part.', true),
	('JEDEC', 'JESD270-4 HBM4 8 Gb/s',
	 '{"name": "JESD270-4 HBM4 8 Gb/s", "vendor": "JEDEC", "form": "hbm",
	   "memory_bandwidth": 2048}',
	 NULL,
	 'vlsi.kr and TrendForce on HBM4',
	 'Package area was not found.', true);
