package dev.plenum;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;

/**
 * Counts what the server asks of its database, but for the change feed and the driver's
 * own upkeep.
 */
public class DatabaseCommands implements CommandListener {

	private static final Set<String> UPKEEP = Set.of("hello", "isMaster", "ismaster", "ping", "getMore", "endSessions");

	private final List<String> commands = new CopyOnWriteArrayList<>();

	@Override
	public void commandStarted(CommandStartedEvent event) {
		if (!UPKEEP.contains(event.getCommandName()) && !event.getCommand().toString().contains("\"pulses\"")
				&& !event.getCommand().toString().contains("$changeStream")) {
			this.commands.add(event.getCommandName());
		}
	}

	/**
	 * Forgets what was asked so far.
	 */
	public void reset() {
		this.commands.clear();
	}

	/**
	 * What was asked since the last reset.
	 * @return the names of the commands
	 */
	public List<String> asked() {
		return List.copyOf(this.commands);
	}

}
