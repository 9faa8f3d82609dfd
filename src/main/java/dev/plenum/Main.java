package dev.plenum;

import java.io.File;
import java.lang.reflect.InvocationTargetException;

/**
 * The jar's start class: says which Java is needed where an older one runs it, and which
 * locale where Java cannot use the current directory, then starts {@link Plenum}.
 * Compiled for Java 17, apart from all other classes, none of which it may name in code.
 */
public final class Main {

	static final int NEEDED_JAVA = 25;

	private Main() {
	}

	/**
	 * Starts the server, or ends the process with exit code 1.
	 * @param args Spring Boot's arguments, such as {@code --server.port=8081}
	 * @throws ReflectiveOperationException if the jar is not whole
	 */
	public static void main(String[] args) throws ReflectiveOperationException {
		int java = Runtime.version().feature();
		if (java < NEEDED_JAVA) {
			refuse("it needs Java " + NEEDED_JAVA + " or newer, and this is Java " + java
					+ ". Start it with the java command of a JDK " + NEEDED_JAVA + ".");
		}
		if (!new File(System.getProperty("user.dir")).isDirectory()) {
			refuse("the path of the current directory has letters that this locale cannot express, so Java would "
					+ "use another directory. Set a UTF-8 locale, such as LC_ALL=C.UTF-8.");
		}
		prepare();
		try {
			Class.forName("dev.plenum.Plenum").getMethod("main", String[].class).invoke(null, (Object) args);
		}
		catch (InvocationTargetException ex) {
			// Spring Boot's handler, which keeps quiet about what has been reported. The
			// exit comes after it, since a thread left behind would keep the process.
			Thread main = Thread.currentThread();
			main.getUncaughtExceptionHandler().uncaughtException(main, ex.getTargetException());
			System.exit(1);
		}
	}

	private static void refuse(String reason) {
		System.err.println("Plenum did not start: " + reason);
		System.exit(1);
	}

	/**
	 * A start calls very much by reflection, and nearly all of it once: to write bytecode
	 * for each would take longer than all the calls. And it keeps two cores busy by
	 * itself, so nothing is gained by doing at the same time what it might not need.
	 */
	private static void prepare() {
		System.getProperties().putIfAbsent("jdk.reflect.useNativeAccessorOnly", "true");
		System.getProperties().putIfAbsent("spring.backgroundpreinitializer.ignore", "true");
	}

}
