package dev.plenum.platform.connection;

import java.lang.management.ManagementFactory;

import com.sun.management.UnixOperatingSystemMXBean;

/**
 * The number of connections that the operating system allows this process.
 */
final class OpenFiles {

	private static final long SMALLEST_RESERVE = 32;

	private static final long LARGEST_RESERVE = 512;

	private static final int SHARE = 4;

	private OpenFiles() {
	}

	/**
	 * The limit of open files, minus the files that are open now, minus a reserve for
	 * files, for connections to the database and for health checks.
	 * @return the number of connections, at least 1; very large if there is no limit
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
