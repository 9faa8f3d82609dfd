package dev.plenum.announcement;

import dev.plenum.programme.Session;

/** The kinds of bulletins. */
public enum BulletinKind {

	/** An announcement was published. */
	ANNOUNCED,

	/** An announcement was corrected. */
	CORRECTED,

	/** An announcement was withdrawn. */
	WITHDRAWN,

	/** A session has ended. */
	SESSION_OVER;

	/**
	 * Returns whether a bulletin of this kind is for everybody who has a session in the
	 * agenda only because it is for everybody. They are not asked how they liked a break.
	 * @param session the session that the bulletin is about
	 * @return false if the session is not for everybody
	 */
	public boolean concernsEverybody(Session session) {
		return session.forEverybody() && !(this == SESSION_OVER && session.kind().isCasual());
	}

}
