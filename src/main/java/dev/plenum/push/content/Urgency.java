package dev.plenum.push.content;

/**
 * How urgently a push service should deliver a message, as RFC 8030 defines it. A device
 * that saves energy may receive less urgent messages later.
 */
public enum Urgency {

	/** Only on power and Wi-Fi: the evening digest. */
	VERY_LOW,

	/** On power or Wi-Fi: what is useful for many hours. */
	LOW,

	/** On neither: what is useful for some hours. */
	NORMAL,

	/** Also with a low battery: what is useful within the next hour. */
	HIGH

}
