package dev.plenum.meeting;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Gives a meeting to another host. The schema describes each property.
 */
record ReassignMeetingInput(String meetingId, @Nullable Integer expectedVersion, @Nullable String hostSubject,
		@Nullable String hostName) {

	/**
	 * The new host.
	 * @param exhibitor the exhibitor, on whose staff the host must be
	 * @param caller the host if this input names none
	 */
	String host(Exhibitor exhibitor, Caller caller) {
		String host = (this.hostSubject != null) ? this.hostSubject : caller.requireSubject();
		if (!exhibitor.staff().contains(host)) {
			throw Problem.badInput("The host must be on the exhibitor's staff.", "input", "hostSubject");
		}
		return host;
	}

	@Nullable String hostName(Caller caller) {
		Check.line(this.hostName, "hostName");
		if (this.hostName != null) {
			return this.hostName;
		}
		return (this.hostSubject == null || this.hostSubject.equals(caller.subject())) ? caller.name() : null;
	}

}
