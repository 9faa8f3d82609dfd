package violations;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Date;

public class OwnClock {

	Instant instant() {
		return Instant.now();
	}

	LocalDateTime local() {
		return LocalDateTime.now();
	}

	long millis() {
		return System.currentTimeMillis();
	}

	Clock clock() {
		return Clock.systemUTC();
	}

	Date date() {
		return new Date();
	}

}
