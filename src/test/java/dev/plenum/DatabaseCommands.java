package dev.plenum;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import org.bson.BsonString;
import org.bson.BsonValue;

import static org.awaitility.Awaitility.await;

/**
 * Counts what the server asks of its database, except for the change feed, the steps of
 * visible changes, the driver's own upkeep, looks for work that is due, and the writes of
 * seats: some of them follow a booking by a second.
 */
public class DatabaseCommands implements CommandListener {

	private static final Set<String> UPKEEP = Set.of("hello", "isMaster", "ismaster", "ping", "getMore", "endSessions");

	private static final Set<String> STEPS = Set.of("steps", "stepBases");

	/** What servers look into regularly for work that is due. */
	private static final Set<String> WORK = Set.of("mails", "origins", "registrationSources", "webhooks", "pushSlices",
			"participants", "signIns", "signingKeys", "needs");

	private static final Duration QUIET = Duration.ofMillis(300);

	private final List<String> steps = new CopyOnWriteArrayList<>();

	private final List<String> commands = new CopyOnWriteArrayList<>();

	private final List<String> collections = new CopyOnWriteArrayList<>();

	private volatile long lastAt = System.nanoTime();

	@Override
	public void commandStarted(CommandStartedEvent event) {
		BsonValue name = event.getCommand().get(event.getCommandName());
		if (name instanceof BsonString collection && STEPS.contains(collection.getValue())) {
			this.lastAt = System.nanoTime();
			this.steps.add(event.getCommandName());
		}
		else if (!(name instanceof BsonString work && WORK.contains(work.getValue()))
				&& !UPKEEP.contains(event.getCommandName()) && !event.getCommand().toString().contains("\"pulses\"")
				&& !event.getCommand().toString().contains("$changeStream") && !(event.getCommandName().equals("update")
						&& event.getCommand().toString().contains("\"seatings\""))) {
			this.lastAt = System.nanoTime();
			this.commands.add(event.getCommandName());
			if (name instanceof BsonString collection) {
				this.collections.add(collection.getValue());
			}
		}
	}

	/**
	 * Forgets what was asked so far, as soon as nothing has been asked for a moment: what
	 * an earlier request of a test needs in the background is not what is counted next.
	 */
	public void reset() {
		await().atMost(Duration.ofSeconds(10))
			.pollInterval(Duration.ofMillis(50))
			.until(() -> System.nanoTime() - this.lastAt > QUIET.toNanos());
		this.commands.clear();
		this.collections.clear();
		this.steps.clear();
	}

	/**
	 * The commands about steps of visible changes since the last reset.
	 * @return the names of the commands
	 */
	public List<String> askedOfSteps() {
		return List.copyOf(this.steps);
	}

	/**
	 * What was asked since the last reset.
	 * @return the names of the commands
	 */
	public List<String> asked() {
		return List.copyOf(this.commands);
	}

	/**
	 * Which of some collections were asked since the last reset.
	 * @param names the names of the collections
	 * @return the name of one for each command that concerned it
	 */
	public List<String> askedOf(String... names) {
		return this.collections.stream().filter(List.of(names)::contains).toList();
	}

}
