package dev.plenum.platform.connection;

import java.lang.management.ManagementFactory;

import com.sun.management.UnixOperatingSystemMXBean;

/**
 * Knows how many connections the operating system lets this process have.
 */
final class OpenFiles {

	private static final long SMALLEST_RESERVE = 32;

	private static final long LARGEST_RESERVE = 512;

	private static final int SHARE = 4;

	private OpenFiles() {
	}

	/**
	 * The limit of open files, less those that are open now and less a reserve for files,
	 * for connections to the database and for health checks.
	 * @return at least 1; a very large number where there is no limit
	 */
	static int leftForConnections() {
		if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
				&& system.getMaxFileDescriptorCount() > 0) {
			long left = system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount();
			long reserve = Math.clamp(left / SHARE, SMALLEST_RESERVE, LARGEST_RESERVE);
			return Math.clamp(Math.max(left - reserve, left / 2), 1, Integer.MAX_VALUE);
		}
		return Integer.MAX_VALUE;
	}

}
