// Opens GraphiQL in Chromium and executes its query: prints the answer, then all that the browser complained of.
// node graphiql.mjs URL
import { Browser, Builder, By, logging, until } from 'selenium-webdriver';
import chrome from 'selenium-webdriver/chrome.js';

const WAIT = 30_000;

const logs = new logging.Preferences();
logs.setLevel(logging.Type.BROWSER, logging.Level.ALL);
const options = new chrome.Options()
	.setChromeBinaryPath(process.env.CHROMIUM ?? '/usr/bin/chromium')
	.addArguments('--headless=new', '--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--window-size=1280,800')
	.setLoggingPrefs(logs);
const driver = await new Builder()
	.forBrowser(Browser.CHROME)
	.setChromeService(new chrome.ServiceBuilder(process.env.CHROMEDRIVER ?? '/usr/bin/chromedriver'))
	.setChromeOptions(options)
	.build();
try {
	await driver.get(process.argv[2]);
	const execute = await driver.wait(until.elementLocated(By.css('.graphiql-execute-button')), WAIT);
	await driver.wait(until.elementIsEnabled(execute), WAIT);
	await execute.click();
	const response = await driver.wait(until.elementLocated(By.css('.graphiql-response, .result-window')), WAIT);
	await driver.wait(async () => (await response.getText()).includes('data'), WAIT);
	console.log((await response.getText()).replaceAll(/\s+/g, ''));
	for (const entry of await driver.manage().logs().get(logging.Type.BROWSER)) {
		if (entry.level.value >= logging.Level.SEVERE.value) {
			console.log(`${entry.level.name}: ${entry.message}`);
		}
	}
}
finally {
	await driver.quit();
}
