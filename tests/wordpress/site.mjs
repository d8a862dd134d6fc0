// A WordPress of this machine's packages in a folder of its own: MariaDB on a socket, Apache and PHP's own server in front of it. What is done in it is not decided here.

import { execFileSync, spawn } from "node:child_process";
import { chmodSync, closeSync, copyFileSync, existsSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "../harness.mjs";

const PACKAGED = process.env.WORDPRESS ?? "/usr/share/wordpress";
const MODULES = "/usr/lib/apache2/modules";
/** Another theme of that WordPress than its own choice. */
const THEME = process.env.WORDPRESS_THEME;
export const ADMIN = { user: "admin", password: "correct horse battery staple" };

const root = process.getuid() === 0;

/** A port that is free now. */
function port() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Starts everything. Gives the addresses of the same site as served by Apache that reads .htaccess files, by Apache
 * that does not (and knows no wasm), and by PHP's own server; `php` runs a script in WordPress, `stop` ends it all.
 */
export async function site() {
  const folder = mkdtempSync(join(tmpdir(), "pomscope-wordpress-"));
  // Apache's children are another user.
  chmodSync(folder, 0o755);
  const at = (name) => join(folder, name);
  const processes = [];
  const start = (program, args, env = {}) => {
    const log = openSync(at(`${program}.log`), "a");
    // A group of its own: these programs have children.
    const child = spawn(program, args, { cwd: folder, detached: true, stdio: ["ignore", log, log], env: { ...process.env, ...env } });
    closeSync(log);
    child.on("error", (error) => (child.trouble = error));
    processes.push(child);
    return child;
  };
  const end = (signal) => {
    for (const child of processes) {
      try {
        process.kill(-child.pid, signal);
      } catch {
        // It has ended already.
      }
    }
  };
  const clean = () => {
    end("SIGKILL");
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once("exit", clean);
  // Who is ended from outside leaves nothing running, either.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));
  const up = async (child, ask, what) => {
    await until(async () => {
      if (child.trouble) throw child.trouble;
      return ask();
    }, what, { within: 60_000 });
  };
  const logs = () => readdirSync(folder).filter((name) => name.endsWith(".log")).map((name) => `${name}: ${readFileSync(at(name), "utf8").slice(-600)}`).join("\n");

  try {
    const as = root ? ["--user=root"] : [];
    execFileSync("mariadb-install-db", ["--no-defaults", `--datadir=${at("db")}`, "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve", ...as], { cwd: folder, stdio: "pipe" });
    const socket = at("db.sock");
    const database = start("mariadbd", ["--no-defaults", `--datadir=${at("db")}`, `--socket=${socket}`, `--pid-file=${at("db.pid")}`, "--skip-networking", "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=32M", ...as]);

    execFileSync("cp", ["-rL", PACKAGED, at("site")], { stdio: "pipe" });
    writeFileSync(at("site/wp-config.php"), config(socket));
    // Browsers ask for it, and without it complain.
    copyFileSync(at("site/wp-admin/images/w-logo-blue.png"), at("site/favicon.ico"));
    const [withHtaccess, without, builtIn] = [await port(), await port(), await port()];
    writeFileSync(at("apache.conf"), apache(folder, withHtaccess, without));

    const php = (script) => execFileSync("php", ["-d", "display_errors=stderr"], { cwd: at("site"), encoding: "utf8", input: `<?php $_SERVER['HTTP_HOST'] = '127.0.0.1:${withHtaccess}'; ${script}` });
    await up(database, () => existsSync(socket), "MariaDB");
    php(`mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT); (new mysqli('localhost', 'root', '', '', 0, '${socket}'))->query('CREATE DATABASE wordpress CHARACTER SET utf8mb4');`);
    php(`
      define('WP_INSTALLING', true);
      function wp_mail() { return true; }
      require 'wp-load.php';
      require 'wp-admin/includes/upgrade.php';
      wp_install('An example', '${ADMIN.user}', 'admin@example.org', true, '', '${ADMIN.password}');
      update_option('show_avatars', 0);
      ${THEME ? `switch_theme('${THEME}');` : ""}
      // The editor's greeting would stand in the way.
      $seen = array('welcomeGuide' => false, 'welcomeGuidePage' => false, 'enableChoosePatternModal' => false);
      update_user_meta(1, $GLOBALS['wpdb']->get_blog_prefix() . 'persisted_preferences', array('core' => $seen, 'core/edit-post' => $seen, '_modified' => '2026-01-01T00:00:00.000Z'));
    `);
    if (root) execFileSync("chown", ["-R", "www-data:www-data", at("site")], { stdio: "pipe" });

    const web = start("apache2", ["-d", folder, "-f", at("apache.conf"), "-DFOREGROUND"]);
    const plain = start("php", ["-S", `127.0.0.1:${builtIn}`, "-t", at("site")], { PHP_CLI_SERVER_WORKERS: "4" });
    const [origin, noHtaccess, phpServer] = [withHtaccess, without, builtIn].map((number) => `http://127.0.0.1:${number}`);
    const answers = async (url) => (await fetch(`${url}/wp-login.php`)).ok;
    await up(web, () => answers(origin), "Apache");
    await up(plain, () => answers(phpServer), "PHP's server");
    const version = php("require 'wp-includes/version.php'; echo $wp_version . ', PHP ' . PHP_VERSION;");
    return {
      origin,
      noHtaccess,
      phpServer,
      version,
      folder: at("site"),
      php,
      logs,
      async stop() {
        end("SIGTERM");
        await until(() => processes.every((child) => child.exitCode !== null || child.signalCode !== null), "the servers to end").catch(() => {});
        process.off("exit", clean);
        clean();
      },
    };
  } catch (error) {
    error.message += `\n${logs()}`;
    clean();
    throw error;
  }
}

/** No request leaves this machine, and WordPress answers under whichever address it is asked. */
const config = (socket) => `<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:${socket}');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('WP_HOME', 'http://' . $_SERVER['HTTP_HOST']);
define('WP_SITEURL', WP_HOME);
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('DISABLE_WP_CRON', true);
define('WP_DEBUG', true);
define('WP_DEBUG_LOG', true);
define('WP_DEBUG_DISPLAY', false);
foreach (array('AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE') as $key) {
  define($key . '_KEY', 'only for tests: ' . $key);
  define($key . '_SALT', 'only for tests, too: ' . $key);
}
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`;

/** Its list of types has no wasm: who serves it rightly has read the plugin's .htaccess. */
function apache(folder, withHtaccess, without) {
  const php = readdirSync(MODULES).find((name) => /^libphp.*\.so$/.test(name));
  if (!php) throw new Error(`there is no PHP among Apache's modules in ${MODULES}; on Debian: apt-get install -y libapache2-mod-php`);
  const load = (name, file) => `LoadModule ${name}_module ${MODULES}/${file ?? `mod_${name}.so`}`;
  writeFileSync(join(folder, "types"), "text/html html\ntext/css css\ntext/javascript js\napplication/json json\nimage/png png\nimage/svg+xml svg\nfont/woff2 woff2\n");
  return [
    ...["mpm_prefork", "authz_core", "mime", "dir", "headers", "rewrite"].map((name) => load(name)),
    load("php", php),
    ...(root ? ["User www-data", "Group www-data"] : []),
    `PidFile ${folder}/apache.pid`,
    `DefaultRuntimeDir ${folder}`,
    `ErrorLog ${folder}/apache-errors.log`,
    `TypesConfig ${folder}/types`,
    "ServerName 127.0.0.1",
    `Listen 127.0.0.1:${withHtaccess}`,
    `Listen 127.0.0.1:${without}`,
    "StartServers 4",
    `DocumentRoot ${folder}/site`,
    "DirectoryIndex index.php",
    '<FilesMatch "\\.php$">',
    "SetHandler application/x-httpd-php",
    "</FilesMatch>",
    ...[[withHtaccess, "All"], [without, "None"]].flatMap(([number, rights]) => [
      `<VirtualHost 127.0.0.1:${number}>`,
      `<Directory ${folder}/site>`,
      `AllowOverride ${rights}`,
      "Require all granted",
      "</Directory>",
      "</VirtualHost>",
    ]),
    "",
  ].join("\n");
}
