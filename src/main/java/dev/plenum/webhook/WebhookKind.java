package dev.plenum.webhook;

/** What a webhook can receive. */
enum WebhookKind {

	/** The changes of the schedule. */
	SCHEDULE_CHANGED,

	/** All visible changes. */
	PROGRAMME_CHANGED,

	/** Announcements, their corrections and withdrawals. */
	ANNOUNCED

}
