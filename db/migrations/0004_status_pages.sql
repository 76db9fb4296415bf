CREATE TABLE `hub_absences` (
	`from_at` integer PRIMARY KEY NOT NULL,
	`to_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `hub_pulse` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `incident_updates` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`incident_id` text NOT NULL,
	`state` text NOT NULL,
	`template` text,
	`text` text,
	`by` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `incident_updates_incident` ON `incident_updates` (`incident_id`,`at`);--> statement-breakpoint
CREATE TABLE `incidents` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`page_id` text NOT NULL,
	`key` text NOT NULL,
	`title` text,
	`components` text NOT NULL,
	`impact` text NOT NULL,
	`state` text NOT NULL,
	`alert_id` text,
	`started_at` integer NOT NULL,
	`resolved_at` integer,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	FOREIGN KEY (`page_id`) REFERENCES `status_pages`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `incidents_key_unique` ON `incidents` (`key`);--> statement-breakpoint
CREATE INDEX `incidents_page` ON `incidents` (`page_id`,`started_at`);--> statement-breakpoint
CREATE TABLE `maintenances` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`page_id` text NOT NULL,
	`key` text NOT NULL,
	`title` text NOT NULL,
	`text` text,
	`components` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	FOREIGN KEY (`page_id`) REFERENCES `status_pages`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `maintenances_key_unique` ON `maintenances` (`key`);--> statement-breakpoint
CREATE INDEX `maintenances_page` ON `maintenances` (`page_id`,`ends_at`);--> statement-breakpoint
CREATE TABLE `status_pages` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`slug` text NOT NULL,
	`definition` text NOT NULL,
	`access_hash` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `status_pages_slug_unique` ON `status_pages` (`slug`);--> statement-breakpoint
CREATE INDEX `status_pages_client` ON `status_pages` (`client_id`);--> statement-breakpoint
CREATE TABLE `subscribers` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`page_id` text NOT NULL,
	`language` text NOT NULL,
	`origin` text NOT NULL,
	`endpoint` text NOT NULL,
	`p256dh` text NOT NULL,
	`auth` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`page_id`) REFERENCES `status_pages`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `subscribers_once` ON `subscribers` (`page_id`,`endpoint`);--> statement-breakpoint
CREATE INDEX `subscribers_endpoint` ON `subscribers` (`endpoint`);