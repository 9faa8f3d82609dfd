package dev.plenum.push.delivery;

/**
 * The kinds of push services.
 */
enum Service {

	/** The push services of browsers. */
	WEB,

	/** The Apple Push Notification service. */
	APNS,

	/** Firebase Cloud Messaging. */
	FCM

}
