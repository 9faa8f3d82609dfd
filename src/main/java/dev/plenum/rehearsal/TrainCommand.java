package dev.plenum.rehearsal;

import java.time.Duration;
import java.util.Objects;

/**
 * Rehearses on the command line and exits, so that the JVM can write its cache for later
 * starts.
 */
public final class TrainCommand {

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final int ATTENDEES = 325;

	private static final int ROUNDS = 16;

	private TrainCommand() {
	}

	/**
	 * Simulates a conference against a private server in this process.
	 * @param application the class of the server
	 * @return the exit code, 0
	 */
	public static int run(Class<?> application) {
		try (PrivateServer server = PrivateServer.alone(application)) {
			int rounds = Objects
				.requireNonNull(new Rehearsal(server, ATTENDEES).rounds(() -> true).take(ROUNDS).blockLast(PATIENCE));
			System.out.printf("Rehearsed: %d attendees, %d rounds, %d push messages.%n", ATTENDEES, rounds,
					server.pushService().messages());
		}
		return 0;
	}

}
