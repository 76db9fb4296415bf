CREATE TABLE `alerts` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`server_id` text NOT NULL,
	`severity` text NOT NULL,
	`type` text NOT NULL,
	`subject` text NOT NULL,
	`title` text NOT NULL,
	`message` text NOT NULL,
	`metric_value` real,
	`threshold_value` real,
	`status` text NOT NULL,
	`created_at` integer NOT NULL,
	`acknowledged_at` integer,
	`resolved_at` integer,
	`missed_pushes` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`server_id`) REFERENCES `servers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `alerts_server` ON `alerts` (`server_id`,`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `alerts_open` ON `alerts` (`server_id`,`type`,`subject`) WHERE status <> 'resolved';--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`role` text NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_hash_unique` ON `invitations` (`hash`);--> statement-breakpoint
CREATE TABLE `pushes` (
	`id` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `servers` ADD `reported_by` text DEFAULT 'agent' NOT NULL;--> statement-breakpoint
CREATE INDEX `audit_log_client` ON `audit_log` (`client_id`,`id`);