package dev.plenum.exhibitor.file;

import java.time.Instant;

import dev.plenum.platform.security.Caller;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * The stored file of a running import.
 *
 * @param eventId the event, which has at most one running import
 * @param at when a server started the import, or took it over
 * @param text the file, which contains no faults
 * @param sender the sender; null if the server imports the file itself, or if an older
 * server stored the file
 * @param begun whether part of the file may have been written; null, which counts as
 * true, if an older server stored the file
 */
public record PendingFileDocument(@BsonId String eventId, Instant at, String text, @Nullable Sender sender,
		@Nullable Boolean begun) {

	boolean mayBeWritten() {
		return !Boolean.FALSE.equals(this.begun);
	}

	/**
	 * The sender of a file.
	 *
	 * @param subject the subject of the sender's token
	 * @param administrator whether the sender is an administrator
	 */
	public record Sender(String subject, boolean administrator) {

		static Sender of(Caller caller) {
			return new Sender(caller.requireSubject(), caller.administrator());
		}

		Caller caller() {
			return new Caller(this.subject, null, this.administrator);
		}

	}

}
