package violations;

import org.apache.commons.logging.LogFactory;

public class SecondLog {

	void commonsLogging() {
		LogFactory.getLog(SecondLog.class).info("said elsewhere");
	}

	void javaLogging() {
		java.util.logging.Logger.getLogger("violations").info("said elsewhere");
	}

}
