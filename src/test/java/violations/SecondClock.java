package violations;

import java.time.Clock;

public class SecondClock {

	long time(Clock clock) {
		return clock.millis();
	}

}
