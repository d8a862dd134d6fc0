//! A static web server on this machine only: GET and HEAD of one folder, under the site's own policy. Not for publishing.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// The content security policy that the site is documented to run under.
pub const POLICY: &str = include_str!("../policy.txt");
const TRIES: u16 = 20;
const LONGEST_HEAD: u64 = 16 * 1024;

/// Takes the wanted port or the next free one; the port is in the answer.
pub fn listen(wanted: u16) -> Result<(TcpListener, u16)> {
    for port in (wanted..=u16::MAX).take(usize::from(TRIES)) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return Ok((listener, port)),
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
                eprintln!("Port {port} is busy: another program listens there. Trying the next one.");
            }
            Err(error) => {
                return Err(error).with_context(|| {
                    format!("port {port} of 127.0.0.1 cannot be used; name another with --port, above 1023")
                });
            }
        }
    }
    bail!("no free port among the {TRIES} from {wanted}; name another with --port")
}

/// Answers requests until the process ends.
pub fn serve(listener: &TcpListener, folder: &Path) {
    for stream in listener.incoming().flatten() {
        let folder = folder.to_path_buf();
        // A connection that breaks off concerns nobody but its browser.
        std::thread::spawn(move || drop(answer(stream, &folder)));
    }
}

fn answer(mut stream: TcpStream, folder: &Path) -> Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut head = BufReader::new(stream.try_clone()?.take(LONGEST_HEAD));
    let mut first = String::new();
    head.read_line(&mut first)?;
    loop {
        let mut line = String::new();
        if head.read_line(&mut line)? == 0 || line == "\r\n" || line == "\n" {
            break;
        }
    }
    let mut words = first.split_whitespace();
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let with_body = method != "HEAD";
    if method != "GET" && method != "HEAD" {
        return send(
            &mut stream,
            "405 Method Not Allowed",
            "text/plain; charset=utf-8",
            b"GET and HEAD only\n",
            true,
        );
    }
    // While a new build takes the old one's place the folder is gone for a moment.
    let found =
        inside(folder, target).and_then(|path| Some((content_type(&path), std::fs::read(&path).ok()?)));
    match found {
        Some((kind, bytes)) => send(&mut stream, "200 OK", kind, &bytes, with_body),
        None => send(
            &mut stream,
            "404 Not Found",
            "text/plain; charset=utf-8",
            b"No such file in this site\n",
            with_body,
        ),
    }
}

fn send(stream: &mut TcpStream, status: &str, kind: &str, bytes: &[u8], with_body: bool) -> Result<()> {
    write!(
        stream,
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\ncache-control: no-store\r\n\
         content-security-policy: {}\r\nx-content-type-options: nosniff\r\nreferrer-policy: no-referrer\r\n\
         connection: close\r\n\r\n",
        bytes.len(),
        POLICY.trim(),
    )?;
    if with_body {
        stream.write_all(bytes)?;
    }
    stream.flush()?;
    Ok(())
}

/// The file that a request means, or none when it points out of the folder.
fn inside(folder: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?;
    let decoded = percent_decoded(path.strip_prefix('/')?)?;
    let mut file = folder.to_path_buf();
    let page = decoded.is_empty() || decoded.ends_with('/');
    let parts = decoded.strip_suffix('/').unwrap_or(&decoded);
    for part in parts.split('/').filter(|_| !decoded.is_empty()) {
        let plain = !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0']);
        if !plain {
            return None;
        }
        file.push(part);
    }
    if page {
        file.push("index.html");
    }
    Some(file)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_cannot_leave_the_folder() {
        let folder = Path::new("/site");
        for target in [
            "/../x",
            "/a/../../x",
            "/%2e%2e/x",
            "/a%2f..%2fx",
            "/..%5cx",
            "//etc/passwd",
            "/c:/x",
            "/.git",
            "x",
            "/%",
        ] {
            assert_eq!(inside(folder, target), None, "{target}");
        }
    }

    #[test]
    fn a_request_finds_its_file() {
        let folder = Path::new("/site");
        assert_eq!(inside(folder, "/"), Some("/site/index.html".into()));
        assert_eq!(inside(folder, "/?a=../b"), Some("/site/index.html".into()));
        assert_eq!(inside(folder, "/demo/"), Some("/site/demo/index.html".into()));
        assert_eq!(inside(folder, "/icons/a%20b.svg"), Some("/site/icons/a b.svg".into()));
        assert_eq!(content_type(Path::new("a-0123.wasm")), "application/wasm");
    }

    #[test]
    fn a_busy_port_leads_to_the_next() {
        let (first, port) = listen(18_080).unwrap();
        let (_second, next) = listen(port).unwrap();
        assert!(next > port);
        drop(first);
    }

    #[test]
    fn what_is_served_carries_type_and_policy() {
        let folder = std::env::temp_dir().join(format!("pomscope-http-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("app.wasm"), b"\0asm").unwrap();
        let (listener, port) = listen(18_180).unwrap();
        let served = folder.clone();
        std::thread::spawn(move || serve(&listener, &served));
        let ask = |request: &str| {
            let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
            stream.write_all(request.as_bytes()).unwrap();
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).unwrap();
            String::from_utf8_lossy(&answer).into_owned()
        };
        let found = ask("GET /app.wasm HTTP/1.1\r\nhost: x\r\n\r\n");
        assert!(found.starts_with("HTTP/1.1 200 OK\r\n"), "{found}");
        assert!(found.contains("content-type: application/wasm\r\n"), "{found}");
        assert!(found.contains("content-security-policy: default-src 'none'; "), "{found}");
        assert!(found.ends_with("\r\n\r\n\0asm"), "{found}");
        assert!(ask("HEAD /app.wasm HTTP/1.1\r\n\r\n").ends_with("\r\n\r\n"));
        assert!(ask("GET /none.js HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 404 "));
        assert!(ask("POST / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405 "));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
