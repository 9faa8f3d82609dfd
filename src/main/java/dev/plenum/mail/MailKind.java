package dev.plenum.mail;

/** Why a message is sent. */
public enum MailKind {

	/** An organiser invites a participant. */
	INVITATION,

	/** Somebody asked for the links of an e-mail address. */
	LINK,

	/** The participation of a person has ended. */
	DEPARTURE

}
