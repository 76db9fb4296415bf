CREATE TABLE `alert_events` (
	`id` text PRIMARY KEY NOT NULL,
	`alert_id` text NOT NULL,
	`client_id` text NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`severity` text NOT NULL,
	`reason` text NOT NULL,
	`actor` text,
	FOREIGN KEY (`alert_id`) REFERENCES `alerts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `alert_events_alert` ON `alert_events` (`alert_id`,`id`);--> statement-breakpoint
CREATE TABLE `mutes` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`kind` text NOT NULL,
	`definition` text NOT NULL,
	`ends_at` integer,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `mutes_client` ON `mutes` (`client_id`);--> statement-breakpoint
CREATE TABLE `rules` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text,
	`definition` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `channels` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text,
	`type` text NOT NULL,
	`name` text NOT NULL,
	`config` text NOT NULL,
	`routing` text NOT NULL,
	`is_enabled` integer DEFAULT true NOT NULL,
	`dead_reason` text,
	`created_at` integer NOT NULL,
	`last_delivered_at` integer,
	`failed_reason` text
);
--> statement-breakpoint
CREATE INDEX `channels_client` ON `channels` (`client_id`);--> statement-breakpoint
CREATE TABLE `deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`thread` text NOT NULL,
	`target` text NOT NULL,
	`target_name` text NOT NULL,
	`event` text NOT NULL,
	`notification` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`batch` text,
	`due_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deliveries_once` ON `deliveries` (`thread`,`target`,`event`);--> statement-breakpoint
CREATE INDEX `deliveries_state` ON `deliveries` (`state`,`due_at`);--> statement-breakpoint
CREATE INDEX `deliveries_client` ON `deliveries` (`client_id`,`id`);--> statement-breakpoint
CREATE TABLE `watchdog` (
	`id` integer PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`last_called_at` integer,
	`failed_reason` text
);
--> statement-breakpoint
DROP INDEX `alerts_open`;--> statement-breakpoint
ALTER TABLE `alerts` ADD `rule_id` text DEFAULT 'reported' NOT NULL;--> statement-breakpoint
ALTER TABLE `alerts` ADD `level` text DEFAULT 'warning' NOT NULL;--> statement-breakpoint
ALTER TABLE `alerts` ADD `acknowledged_by` text;--> statement-breakpoint
ALTER TABLE `alerts` ADD `note` text;--> statement-breakpoint
ALTER TABLE `alerts` ADD `snoozed_until` integer;--> statement-breakpoint
ALTER TABLE `alerts` ADD `resolved_by` text;--> statement-breakpoint
ALTER TABLE `alerts` ADD `is_dismissed` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `alerts` ADD `is_flapping` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `alerts` ADD `told_severity` text;--> statement-breakpoint
ALTER TABLE `alerts` ADD `quiet_reason` text;--> statement-breakpoint
CREATE INDEX `alerts_client` ON `alerts` (`client_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `alerts_standing` ON `alerts` (`server_id`,`rule_id`,`subject`) WHERE status <> 'resolved';--> statement-breakpoint
ALTER TABLE `clients` ADD `learning_until` integer;--> statement-breakpoint
ALTER TABLE `servers` ADD `learning_until` integer;--> statement-breakpoint
ALTER TABLE `devices` ADD `severities` text DEFAULT '["critical","high"]' NOT NULL;