-- A database as the first released schema (0.1.0) left it, as sqlite3's .dump writes it; indices of it are in 0000.json.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "__drizzle_migrations" (
				id SERIAL PRIMARY KEY,
				hash text NOT NULL,
				created_at numeric
			);
INSERT INTO __drizzle_migrations VALUES(NULL,'b2d4dfa4a3c615edbbf84746239ca3963b9cf704cd24d4b11aff1cb468c79210',1795314104085);
CREATE TABLE `batch_exclusions` (
	`batch_id` integer PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	FOREIGN KEY (`batch_id`) REFERENCES `batches`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
INSERT INTO batch_exclusions VALUES(2,'impor-keliru','sari');
CREATE TABLE `batches` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit_id` integer NOT NULL,
	`file_digest` text NOT NULL,
	`imported_on` text NOT NULL,
	`rows` integer NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
INSERT INTO batches VALUES(1,1,'17ecda6301905653f135ef4915f196acef5703eb1d785a7c5d7c2ded94554ef1','2026-11-22',187);
INSERT INTO batches VALUES(2,1,'f727b7ee13d216ac47eb7121b47f84a590061821776b33458f5773af6b6b6d59','2026-11-22',2);
CREATE TABLE `cells` (
	`unit_id` integer NOT NULL,
	`month` text NOT NULL,
	`survey_id` integer NOT NULL,
	`service_id` integer NOT NULL,
	`counter_id` integer NOT NULL,
	`channel` text NOT NULL,
	`received` integer NOT NULL,
	`excluded` integer NOT NULL,
	`respondents` integer NOT NULL,
	`counts` text NOT NULL,
	PRIMARY KEY(`unit_id`, `month`, `survey_id`, `service_id`, `counter_id`, `channel`)
) STRICT, WITHOUT ROWID;
INSERT INTO cells VALUES(1,'2026-03',2,0,1,'impor',187,0,187,'0,0,118,69,0,0,6,93,88,0,0,3,106,78,0,1,1,23,162,0,0,1,124,62,0,0,0,95,92,0,0,0,89,98,0,1,2,34,150,0,1,19,77,90,0');
INSERT INTO cells VALUES(1,'2026-04',2,1,1,'impor',1,1,0,'0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0');
INSERT INTO cells VALUES(1,'2026-04',2,2,1,'impor',1,1,0,'0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0');
INSERT INTO cells VALUES(2,'2026-11',2,0,2,'qr',7,0,7,'4,0,3,0,0,4,0,3,0,0,4,0,3,0,0,4,0,3,0,0,4,0,3,0,0,4,0,3,0,0,4,0,3,0,0,4,0,3,0,0,4,0,3,0,0');
INSERT INTO cells VALUES(2,'2026-11',2,3,2,'qr',6,0,6,'0,3,0,3,0,0,3,0,3,0,0,3,0,3,0,0,3,0,3,0,0,3,0,3,0,0,3,0,3,0,0,3,0,3,0,0,3,0,3,0,0,3,0,3,0');
INSERT INTO cells VALUES(2,'2026-11',3,0,2,'qr',7,0,7,'4,0,3,0,0,4,0,3,0,0,4,0,3,0,0,4,0,3,0,0,4,0,3,0,0');
INSERT INTO cells VALUES(2,'2026-11',3,3,2,'qr',6,0,6,'0,3,0,3,0,0,3,0,3,0,0,3,0,3,0,0,3,0,3,0,0,3,0,3,0');
INSERT INTO cells VALUES(2,'2026-11',5,0,2,'qr',7,0,7,'4,0,3,0,0,4,0,3,0,0,4,0,3,0,0,4,0,3,0,0,4,0,3,0,0,4,0,3,0,0,4,0,3,0,0,4,0,3,0,0');
INSERT INTO cells VALUES(2,'2026-11',5,3,2,'qr',6,0,6,'0,3,0,3,0,0,3,0,3,0,0,3,0,3,0,0,3,0,3,0,0,3,0,3,0,0,3,0,3,0,0,3,0,3,0,0,3,0,3,0');
CREATE TABLE `comments` (
	`id` blob PRIMARY KEY NOT NULL,
	`unit_id` integer NOT NULL,
	`month` text NOT NULL,
	`written_on` text,
	`batch_id` integer,
	`words` text NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
INSERT INTO comments VALUES(X'a1ff963eb1b5b558ee10e94a',2,'2026-11','2026-11-20',NULL,'Terima kasih 0');
INSERT INTO comments VALUES(X'e375df80a976a2a231241102',2,'2026-11','2026-11-20',NULL,'Terima kasih 5');
INSERT INTO comments VALUES(X'ea5d4e8e90e32c77dc502d79',1,'2026-04',NULL,2,'Bukunya kurang banyak');
INSERT INTO comments VALUES(X'eddf72be00fbc8b442950459',2,'2026-11','2026-11-20',NULL,'Terima kasih 10');
CREATE TABLE `counters` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit_id` integer NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`service_id` integer,
	`closed_since` text,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`service_id`) REFERENCES `services`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
INSERT INTO counters VALUES(1,1,'perpus','Loket 1',NULL,NULL);
INSERT INTO counters VALUES(2,2,'pkm-satu','Loket 1',NULL,NULL);
CREATE TABLE `held` (
	`unit_id` integer NOT NULL,
	`date` text NOT NULL,
	`response_id` blob NOT NULL,
	`service_id` integer NOT NULL,
	`counter_id` integer NOT NULL,
	`channel` text NOT NULL,
	PRIMARY KEY(`unit_id`, `date`, `response_id`)
) STRICT, WITHOUT ROWID;
INSERT INTO held VALUES(2,'2026-11-20',X'1ab2b849cb51196d0b2017c1',0,2,'qr');
INSERT INTO held VALUES(2,'2026-11-20',X'2cd100b8599c9429053a433f',3,2,'qr');
INSERT INTO held VALUES(2,'2026-11-20',X'3d4bd44b4fb8f23149dc6b0d',0,2,'qr');
CREATE TABLE `marks` (
	`name` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
) STRICT;
INSERT INTO marks VALUES('units-version',5);
CREATE TABLE `people` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`login` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`unit_id` integer,
	`disabled` integer DEFAULT false NOT NULL,
	`password_hash` text,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
INSERT INTO people VALUES(1,'sari','Sari Wulandari','manager',1,0,NULL);
CREATE TABLE `populations` (
	`unit_id` integer NOT NULL,
	`period` text NOT NULL,
	`people` integer NOT NULL,
	PRIMARY KEY(`unit_id`, `period`),
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
INSERT INTO populations VALUES(2,'2026-TW4',420);
CREATE TABLE `profile_cells` (
	`unit_id` integer NOT NULL,
	`month` text NOT NULL,
	`survey_id` integer NOT NULL,
	`question` text NOT NULL,
	`code` text NOT NULL,
	`people` integer NOT NULL,
	PRIMARY KEY(`unit_id`, `month`, `survey_id`, `question`, `code`)
) STRICT, WITHOUT ROWID;
INSERT INTO profile_cells VALUES(2,'2026-11',2,'jenis_kelamin','P',8);
INSERT INTO profile_cells VALUES(2,'2026-11',2,'usia','26-35',8);
INSERT INTO profile_cells VALUES(2,'2026-11',3,'jenis_kelamin','P',8);
INSERT INTO profile_cells VALUES(2,'2026-11',3,'usia','26-35',8);
INSERT INTO profile_cells VALUES(2,'2026-11',5,'jenis_kelamin','P',8);
INSERT INTO profile_cells VALUES(2,'2026-11',5,'usia','26-35',8);
CREATE TABLE `responses` (
	`unit_id` integer NOT NULL,
	`date` text NOT NULL,
	`id` blob NOT NULL,
	`counter_id` integer NOT NULL,
	`service_id` integer,
	`channel` text NOT NULL,
	`session` text,
	`sheet_id` integer NOT NULL,
	`answers` text NOT NULL,
	`profile` text NOT NULL,
	`batch_id` integer,
	PRIMARY KEY(`unit_id`, `date`, `id`),
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`counter_id`) REFERENCES `counters`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`service_id`) REFERENCES `services`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sheet_id`) REFERENCES `sheets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`batch_id`) REFERENCES `batches`(`id`) ON UPDATE no action ON DELETE no action,
	CHECK (length(`id`) = 12),
	CHECK (length(`date`) = 10),
	CHECK (`session` in ('pagi', 'siang'))
) STRICT, WITHOUT ROWID;
INSERT INTO responses VALUES(1,'2026-03-10',X'0069d8798707f2e4e2a1cee0',1,NULL,'impor',NULL,1,'333333332','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'04e3450b87a61239fc186325',1,NULL,'impor',NULL,1,'343434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'052ac042d3dcd65a15f00a84',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'058491a31fc9416afc74526b',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'06b5023618ef403252da986b',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'075d3cae4e0d3e73a754bc97',1,NULL,'impor',NULL,1,'333434443','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'08546d7019a708da542493f6',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'09c79d412235aeb4ee747b23',1,NULL,'impor',NULL,1,'444434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'0bbb0236b7a1d07510c214a6',1,NULL,'impor',NULL,1,'344434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'0c0f46bfb28d77a4ee1a45fd',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'0c13fcfb6c4dca0826039c32',1,NULL,'impor',NULL,1,'343434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'0ecf8b79bab40292f25b8f68',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'0f2fdab17e39bda4ac26493f',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'0f4ec2a89edfc483332d8f89',1,NULL,'impor',NULL,1,'444434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'0fd7d916eebae2f13c73cb47',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'107698a6620af0b95823b898',1,NULL,'impor',NULL,1,'322233322','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'10a3d43e79cc8b942dd97763',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'10dd08ea79f5abd08a904f81',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'1186f5fc115a2f79854d1c30',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'18edfc45193ff7bc512a26c3',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'19c1d82d4fdb5c2e8d13c0ab',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'1c8610007c321478e80789ce',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'1c92283b4685da1238261232',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'1cbf39894da8fcac8818ed4f',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'1e430d083432746c6b37d810',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'1edfaaa0072c877e1676b43b',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'20f8914a5dbc5b25322ec208',1,NULL,'impor',NULL,1,'333333332','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'211633c9fc1e83e8bcd882dd',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'22198390429c2495062298f9',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'27fc25f7d62f1f6769072757',1,NULL,'impor',NULL,1,'323333332','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'2a19e3aead0e7e1ca8d9a7d4',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'2b0143e0f89bf11bd1a85b28',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'2d64278e642c0283e7715bcb',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'2ddd4e6b7bb2b7db2931a932',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'2e0ea571a3553d6d737efb57',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'2ee34e80125e94908a55fec3',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'2f2deed3a45b3ccaed53051b',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'2f2f33f41ece79fbad14493c',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'2fecb6dfd6156bc2f19787cf',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'301870086d96805b63549f19',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'31b9d42f1ebff2d19f285cbc',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'320c9e61848b3247fd8623cb',1,NULL,'impor',NULL,1,'333433443','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'335ce0464b64baf252b15f5a',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'351a05386210c02b2bf70644',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'35633b24c500203eb596929d',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'3640a270096d58f075dfef29',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'3677b6b59f66e16dc8f5c4ee',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'36b323db21f122ad16b06471',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'3aed82ff67e4a5da0d57de12',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'3fc1710e15becdc8a1356694',1,NULL,'impor',NULL,1,'322333322','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'417be3c881a24aa9adffdfc0',1,NULL,'impor',NULL,1,'333333332','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'419de694034297b47ef393af',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'423c0fb4e7821e7325971476',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'439cde76807b38db87758594',1,NULL,'impor',NULL,1,'333333333','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'46395594673e7e638e68b17c',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'46783c00a06c98346c53d681',1,NULL,'impor',NULL,1,'333433333','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'468c521069cda7534bd8c396',1,NULL,'impor',NULL,1,'333433333','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'4a9e7eb385baf5330e5e859e',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'4adf0003a1bb59fe14aa98a4',1,NULL,'impor',NULL,1,'444434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'4ceb93e10f702fcc616597f4',1,NULL,'impor',NULL,1,'444434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'4f076432803ca1653786a905',1,NULL,'impor',NULL,1,'333433333','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'50b5b77c963188e310181dc1',1,NULL,'impor',NULL,1,'333433333','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'50e6d2e5bc5c8bcb5691d9a9',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'5419c03d79392a64e5cbc097',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'550bc3951b988247e00e3931',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'5593fd48e6a68a12ed9607f4',1,NULL,'impor',NULL,1,'333434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'574d26d90fa5cb6280b17b61',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'579e32bf3ae4ff98884db6ef',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'5807c07aad660315e0739d08',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'59a12ab9d55223a89b097f69',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'5b053981651bf31caf04a11c',1,NULL,'impor',NULL,1,'333333332','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'5c3b15cf451ec1fc006edbb7',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'5cc06923f2ee17327f0f367a',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'5e4d188761b41291884b2bbd',1,NULL,'impor',NULL,1,'333333332','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'5f0a35d75f887b5d0a230aa8',1,NULL,'impor',NULL,1,'333433333','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'60e841d8c7b9f7b6d2d5c003',1,NULL,'impor',NULL,1,'333333333','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'60f9505a8a2c52028e9f5c22',1,NULL,'impor',NULL,1,'333433443','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'6282eb4f4a659929828eed54',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'662247f61083e3e9e9b29e40',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'677d054fa245c9311fc898e3',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'6b0c905942eba71e906b5e2b',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'6c36f70ab1ceae561fb9843e',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'709aace4bf8fa89b24b7dda6',1,NULL,'impor',NULL,1,'344434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'70b2e04a06c4adfd39fa80eb',1,NULL,'impor',NULL,1,'333333333','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'739fd14c7a74442f5c52ec4f',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'74de7208a1c2d74bbc021bce',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'75f94ec53d5b67f497025c56',1,NULL,'impor',NULL,1,'333333333','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'78ef401be30fdcc0c283845b',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'79f8077601d2a53ab84edbc3',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'7c58917076ba8337246e83bf',1,NULL,'impor',NULL,1,'322123311','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'7c5ee0c4f02b7005d0352cb0',1,NULL,'impor',NULL,1,'333333332','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'7f559158eead5860b52efb68',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'8144c3638207d5162c22bb4a',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'8199708ad602b78286a6d224',1,NULL,'impor',NULL,1,'323333332','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'81d97ed22bd64033b45fe25a',1,NULL,'impor',NULL,1,'333333332','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'8294b5dccc39c8922d77c57b',1,NULL,'impor',NULL,1,'333433333','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'83649f6a533fac0d5355b4bd',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'84c8c73e4a464a97955f0b62',1,NULL,'impor',NULL,1,'323333332','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'853883dc765790e45e2316f3',1,NULL,'impor',NULL,1,'333433333','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'86c5d7122c818f313d99f04b',1,NULL,'impor',NULL,1,'444434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'88799bc50e440ac06cf4f6d0',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'89a3ad2c3af92caf8d3efa63',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'8a4fdc28af8dd7eb09c3a665',1,NULL,'impor',NULL,1,'344434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'8eabae53f2443f4383a3b98d',1,NULL,'impor',NULL,1,'333333332','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'90c9f0ef074ae613ae56e623',1,NULL,'impor',NULL,1,'344434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'94cec498969607d31deaee98',1,NULL,'impor',NULL,1,'343434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'95b2fc91fe6f9737a41a0072',1,NULL,'impor',NULL,1,'343434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'96207857de1c778f3463fe83',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'97e4add9b246280af6d80111',1,NULL,'impor',NULL,1,'333333332','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'9982364d5129383431ed61b2',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'999438e359baf68d9e726525',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'9a6b6598c617cf2ac6e8dbb3',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'9b1d25457b7e0cf616ee998e',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'9ba7d827e3a5131ea4337317',1,NULL,'impor',NULL,1,'333433333','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'9bfa273ee9233cb830cfc79f',1,NULL,'impor',NULL,1,'344434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'9c038935825a6fe1f4e5a646',1,NULL,'impor',NULL,1,'333433443','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'9c22115eb879b2ef73402d73',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'9cfd669dbe1c69cc015350f1',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'9e09de614e13f9c752f33baa',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'9e4fcfb3f9010706c03fbfd5',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'9e8787e7098bbdbeeb1fb57a',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'9f1a4d94400642e709364510',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'a25ae59d91b3b290e7c064d8',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'a3114c95e4c57f35af5ac515',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'a7a601ea5b4e6696ca694aed',1,NULL,'impor',NULL,1,'333333332','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'aa5e5b3bf085767c5403136d',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'ac4fc277f9946349ac8eb5c2',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'ac8e0f5dc8f3a0791e3f01a7',1,NULL,'impor',NULL,1,'333433333','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'acc5a6ad90377cbd61ce752c',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'ad3ce5a8413538f888364895',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'b16cb7ddddfce20dd539500f',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'b4c58b7a88044569dbb82093',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'b6cf3f93524ec694416f5ac3',1,NULL,'impor',NULL,1,'333333332','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'b8322c5fcf97b1a06f3accb6',1,NULL,'impor',NULL,1,'333433443','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'ba853b90b84a8be63c627415',1,NULL,'impor',NULL,1,'444434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'baacc4060058067d2aa4b10b',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'be3c73d6d612ea22df593f30',1,NULL,'impor',NULL,1,'333433443','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'c067fa799205bc691144bfdd',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'c2c37bb02025f96c69cb92f3',1,NULL,'impor',NULL,1,'343434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'c348d97e289d69087fea209f',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'c52898782c160cbeb72314cc',1,NULL,'impor',NULL,1,'343434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'c7498696266612b07926963a',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'c8c5eee9874ea44437f17d13',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'c9c676c35e02b2fdbd7d163f',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'cb043ad601bcd9a1d0d500ee',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'cb3e447a52816724f127e0fb',1,NULL,'impor',NULL,1,'333333332','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'cc95a94122ff1b9853f0787a',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'ce626ea2f11dee26be58247c',1,NULL,'impor',NULL,1,'344434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'd0c28820b54586d7d4cfca0a',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'd706abab48cf94ce659f234f',1,NULL,'impor',NULL,1,'344434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'd8e2a68f9af13931ef1afc09',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'd90897ab10720a67df89959d',1,NULL,'impor',NULL,1,'333333332','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'dba4767d9e614ae6b1a0e21e',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'dc71a6e68cf3d7b8c52fd781',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'dd61b98274a123ae0dd5e82e',1,NULL,'impor',NULL,1,'343434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'e0e7a9e404006912738c63b8',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'e222ff9c9cb57f77444a22e2',1,NULL,'impor',NULL,1,'343434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'e3058f42604ea14c39ebe938',1,NULL,'impor',NULL,1,'344434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'e30940ea8d9ce9355531de69',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'e31af17e20a71c266770f410',1,NULL,'impor',NULL,1,'344434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'e39ad72cff0c797f8ecba8c1',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'e482f318e8cba4f77f706839',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'e669df7e8a3bf76404a0e673',1,NULL,'impor',NULL,1,'333434443','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'e732aaf7902f922602dc01ff',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'e757272c474d34775964bb5c',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'e7e35119a62a9bee695ce4c9',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'e810172e3947cb19c71ad6c9',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'eac388abeca2467acc104b4f',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'ecfdf4b75b48cf04170e6b37',1,NULL,'impor',NULL,1,'333433333','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'ed649869aa4651a03d75bfc8',1,NULL,'impor',NULL,1,'343434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'ee0f36a33e5bc777ed62c46c',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'ee5918a1d5e6d937a5a06b76',1,NULL,'impor',NULL,1,'333433443','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'ef53b8dd71c332808ff13ea8',1,NULL,'impor',NULL,1,'333433333','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'efc0af5232ff52b82c9f0115',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'efdba172a621ba4ef40f5e1c',1,NULL,'impor',NULL,1,'343434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'f385d263fdec31ffb4f15f04',1,NULL,'impor',NULL,1,'444434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'f7136340dce524e3b7f8720f',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'f7f53560632937aa1e52e607',1,NULL,'impor',NULL,1,'333333333','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'f8d2db110dda9bf0c7d10314',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'fa17f82cb0b2eae217fb1b7a',1,NULL,'impor',NULL,1,'333433333','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'fa204eb8b86e893d2a276bd0',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'fc579f8d56a730190458a781',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'fcac5461c8307fa466fd78e3',1,NULL,'impor',NULL,1,'444444444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'fddb618488c8df2eb2dceb51',1,NULL,'impor',NULL,1,'333434444','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'ff1f8b47a88507fbb0035d77',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'ff5822398eaa452d18600436',1,NULL,'impor',NULL,1,'333333332','',1);
INSERT INTO responses VALUES(1,'2026-03-10',X'ff6f6d346f939f5603131a34',1,NULL,'impor',NULL,1,'333433343','',1);
INSERT INTO responses VALUES(1,'2026-04-01',X'35996d178e73ad292d328bc0',1,1,'impor',NULL,1,'34-------','',2);
INSERT INTO responses VALUES(1,'2026-04-02',X'8c5b47673f17ab4fa1cdf129',1,2,'impor',NULL,1,'2--------','',2);
INSERT INTO responses VALUES(2,'2026-11-20',X'1252c6b6ecba077b1d651645',2,3,'qr','pagi',3,'2222222222222222222222','',NULL);
INSERT INTO responses VALUES(2,'2026-11-20',X'1ab2b849cb51196d0b2017c1',2,NULL,'qr','pagi',4,'3333333333333333333333','P,26-35',NULL);
INSERT INTO responses VALUES(2,'2026-11-20',X'2cd100b8599c9429053a433f',2,3,'qr','pagi',4,'4444444444444444444444','P,26-35',NULL);
INSERT INTO responses VALUES(2,'2026-11-20',X'3a7ad31898a90fc682423c75',2,3,'qr','pagi',4,'2222222222222222222222','P,26-35',NULL);
INSERT INTO responses VALUES(2,'2026-11-20',X'3d4bd44b4fb8f23149dc6b0d',2,NULL,'qr','pagi',3,'1111111111111111111111','',NULL);
INSERT INTO responses VALUES(2,'2026-11-20',X'6d68b8192c548d3af90c4267',2,NULL,'qr','pagi',3,'1111111111111111111111','',NULL);
INSERT INTO responses VALUES(2,'2026-11-20',X'74cd872b5dfc1510f8374417',2,3,'qr','pagi',4,'4444444444444444444444','P,26-35',NULL);
INSERT INTO responses VALUES(2,'2026-11-20',X'a3eb2db768df2d0ec9c16a06',2,NULL,'qr','pagi',4,'1111111111111111111111','P,26-35',NULL);
INSERT INTO responses VALUES(2,'2026-11-20',X'adbaf8138c61ec457fc40120',2,3,'qr','pagi',4,'2222222222222222222222','P,26-35',NULL);
INSERT INTO responses VALUES(2,'2026-11-20',X'add8415ee6df9f002b35ae69',2,NULL,'qr','pagi',4,'1111111111111111111111','P,26-35',NULL);
INSERT INTO responses VALUES(2,'2026-11-20',X'b5ee128c5b6e6df76b146d93',2,3,'qr','pagi',3,'4444444444444444444444','',NULL);
INSERT INTO responses VALUES(2,'2026-11-20',X'db8fb5ce1b7097feb3265731',2,NULL,'qr','pagi',4,'3333333333333333333333','P,26-35',NULL);
INSERT INTO responses VALUES(2,'2026-11-20',X'e52dcdfcbf2d94854409903d',2,NULL,'qr','pagi',3,'3333333333333333333333','',NULL);
CREATE TABLE `rushes` (
	`unit_id` integer NOT NULL,
	`date` text NOT NULL,
	`counter_id` integer NOT NULL,
	PRIMARY KEY(`unit_id`, `date`, `counter_id`)
) STRICT, WITHOUT ROWID;
INSERT INTO rushes VALUES(2,'2026-11-20',2);
CREATE TABLE `services` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit_id` integer NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`closed_since` text,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
INSERT INTO services VALUES(1,1,'Ruang baca','ruang baca',NULL);
INSERT INTO services VALUES(2,1,'Layanan anak','layanan anak',NULL);
INSERT INTO services VALUES(3,2,'Poli Gigi','poli gigi',NULL);
CREATE TABLE `sessions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`digest` blob NOT NULL,
	`person_id` integer NOT NULL,
	`started_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
CREATE TABLE `sheets` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`shape` text NOT NULL
) STRICT;
INSERT INTO sheets VALUES(1,'2|');
INSERT INTO sheets VALUES(3,'2,3,5|');
INSERT INTO sheets VALUES(4,'2,3,5|jenis_kelamin,usia');
CREATE TABLE `spent_keys` (
	`key_digest` blob PRIMARY KEY NOT NULL,
	`day` text,
	`answers_digest` blob,
	CHECK (length(`key_digest`) = 16)
) STRICT, WITHOUT ROWID;
INSERT INTO spent_keys VALUES(X'15b6afd664d29a4700726d3e928750e7','2026-11-20',X'c6f26b7be62efecf667e65128dbe2c6f');
INSERT INTO spent_keys VALUES(X'17da12a51a1debaf119a439aa6dbb86d','2026-11-20',X'8816b5b248f23a120bed30a84102b91b');
INSERT INTO spent_keys VALUES(X'3ba8de02bb85eeee87652e4dbfe08fd0','2026-11-20',X'076ac074e0228025090bebdfab4290a7');
INSERT INTO spent_keys VALUES(X'67039dbe1f4c24806cbf44b20ba024f2','2026-11-20',X'c861efcf88132a78dcfd108f539db76d');
INSERT INTO spent_keys VALUES(X'70b0eae806c1a37eb7a649378c4961fb','2026-11-20',X'74264acc920ac5de0b234fab95ba04ba');
INSERT INTO spent_keys VALUES(X'a0dd5cf72e789d1740be6869be19ae98','2026-11-20',X'bc122c7f50418b47b4c95e491dce18dd');
INSERT INTO spent_keys VALUES(X'b3587b4644f92f8ef7378fbcf759e378','2026-11-20',X'946500c9fc203a0acd84ea1c5d6f49d1');
INSERT INTO spent_keys VALUES(X'c7750b45a442ac675e9394b43b5c8d9c','2026-11-20',X'5cdb1152020b21f990a6c777d5a8c4f1');
INSERT INTO spent_keys VALUES(X'd9116c10046826e558e308056e947450','2026-11-20',X'dd1b650444c895bade57b3ec5a871633');
INSERT INTO spent_keys VALUES(X'e6f4d9417e5d227620bd61931be68105','2026-11-20',X'6350d4fdc21eadb745ee4a321bf38eff');
INSERT INTO spent_keys VALUES(X'f7f8bb60131b7f178f50ced70f163139','2026-11-20',X'2dbb3bbd9a5faa0215114cdd707e1011');
INSERT INTO spent_keys VALUES(X'f8cee9e10a162be30330d41ace2dc7f9','2026-11-20',X'e190dca0819c9f68c10c6aae5c69499f');
INSERT INTO spent_keys VALUES(X'fd5fd413755ebedd76ed7eec5db40713','2026-11-20',X'ca21be919800e7ef7386f24fda3bf24e');
CREATE TABLE `surveys` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ref` text NOT NULL,
	`seal` text NOT NULL,
	`question_keys` text NOT NULL,
	`max` integer NOT NULL
) STRICT;
INSERT INTO surveys VALUES(1,'ipk-peradilan@1','078f09b16ddd771819530239991ebfc30a3f1f7c6823ef6149e636e41f9b7eed','P1,P2,P3,P4,P5,P6,P7,P8,P9,P10',4);
INSERT INTO surveys VALUES(2,'skm@1','5689a4a7f2d6ea24b792595bffe3fe5417ab7b713a5c2569c06259c2db8b9238','U1,U2,U3,U4,U5,U6,U7,U8,U9',4);
INSERT INTO surveys VALUES(3,'spak@1','69432b354c6cb43be79a9f414604fc26d7291fe6e154069acbfa31ae4faf658a','A1,A2,A3,A4,A5',4);
INSERT INTO surveys VALUES(4,'spak-6@1','fe0c58d0240fb15512d7fe1b12022fc65be50b3709ebef11e619c2696da2ab15','A1,A2,A3,A4,A5',6);
INSERT INTO surveys VALUES(5,'spkp@1','235839cd4bacddc0bc2aaa9322000658da42e941fba1d1ef61d45b3588afccab','K1,K2,K3,K4,K5,K6,K7,K8',4);
INSERT INTO surveys VALUES(6,'spkp-6@1','b31bc7a60bad656296d79ff9555d6734d2eca8eb2399428fc50e4eac0b46dbee','K1,K2,K3,K4,K5,K6,K7,K8',6);
CREATE TABLE `tickets` (
	`digest` blob PRIMARY KEY NOT NULL,
	`person_id` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
INSERT INTO tickets VALUES(X'39bf537324fa88dd01549f755bcc471fbe6d101a6913f55393aa80318e47647c',1,1795931424026);
CREATE TABLE `units` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`zone` text NOT NULL,
	`parent_id` integer,
	`surveys` text NOT NULL,
	`contact` text NOT NULL,
	`optional_questions` text NOT NULL,
	CHECK (`zone` in ('WIB', 'WITA', 'WIT'))
) STRICT;
INSERT INTO units VALUES(1,'perpus','Perpustakaan Daerah','WIB',NULL,'skm','','');
INSERT INTO units VALUES(2,'pkm-satu','Puskesmas Satu','WIT',1,'skm,spkp,spak','','');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('surveys',6);
INSERT INTO sqlite_sequence VALUES('units',2);
INSERT INTO sqlite_sequence VALUES('counters',2);
INSERT INTO sqlite_sequence VALUES('people',1);
INSERT INTO sqlite_sequence VALUES('sheets',4);
INSERT INTO sqlite_sequence VALUES('batches',2);
INSERT INTO sqlite_sequence VALUES('services',3);
CREATE INDEX `comments_by_month` ON `comments` (`unit_id`,`month`);
CREATE UNIQUE INDEX `counters_code_unique` ON `counters` (`code`);
CREATE INDEX `counters_by_unit` ON `counters` (`unit_id`);
CREATE UNIQUE INDEX `people_login_unique` ON `people` (`login`);
CREATE UNIQUE INDEX `services_by_name` ON `services` (`unit_id`,`name_key`);
CREATE UNIQUE INDEX `sessions_digest_unique` ON `sessions` (`digest`);
CREATE INDEX `sessions_by_person` ON `sessions` (`person_id`);
CREATE UNIQUE INDEX `sheets_shape_unique` ON `sheets` (`shape`);
CREATE UNIQUE INDEX `surveys_ref_unique` ON `surveys` (`ref`);
CREATE UNIQUE INDEX `units_code_unique` ON `units` (`code`);
CREATE TRIGGER `responses_are_never_changed` BEFORE UPDATE ON `responses` BEGIN SELECT RAISE(ABORT, 'responses are append-only'); END;
CREATE TRIGGER `responses_are_never_removed` BEFORE DELETE ON `responses` BEGIN SELECT RAISE(ABORT, 'responses are append-only'); END;
COMMIT;
