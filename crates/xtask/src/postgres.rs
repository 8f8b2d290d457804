//! A PostgreSQL that lives as long as its handle: own folder, own port, nothing kept.

use std::ffi::OsString;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::child::{self, Farewell, Group, Interrupt};

const START_WITHIN: Duration = Duration::from_mins(1);
/// Where Debian puts the servers, a folder for each major version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// A running server; dropping it ends the server and removes the folder.
#[derive(Debug)]
pub(crate) struct Postgres {
    server: Option<Group>,
    folder: PathBuf,
    port: u16,
}

impl Postgres {
    /// Starts the newest PostgreSQL installed here on a free loopback port, with nothing flushed to
    /// disk: what it holds is not meant to outlive it.
    pub(crate) fn start(interrupt: &Interrupt) -> Result<Self> {
        let programs = programs().context("no PostgreSQL server is installed")?;
        let folder =
            std::env::temp_dir().join(format!("alongside-postgres-{}", std::process::id()));
        fs::create_dir(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
            .local_addr()?
            .port();
        let mut postgres = Self {
            server: None,
            folder,
            port,
        };
        let owner = Owner::of(&postgres.folder)?;
        postgres.make(&programs, &owner, interrupt)?;
        postgres.serve(&programs, &owner, interrupt)?;
        Ok(postgres)
    }

    /// What a client connects to; the role may make and drop databases.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn make(&self, programs: &Path, owner: &Owner, interrupt: &Interrupt) -> Result<()> {
        let mut initdb = owner.command(&programs.join("initdb"), &self.folder);
        initdb
            .args(["--username=postgres", "--auth=trust", "--encoding=UTF8"])
            .args(["--no-locale", "--no-sync", "--no-instructions"])
            .arg("--pgdata")
            .arg(self.data());
        let log = self.folder.join("initdb.log");
        if !child::run(&mut initdb, &log, interrupt, |_, _| ())?.success() {
            bail!("initdb failed:\n{}", fs::read_to_string(&log)?);
        }
        Ok(())
    }

    fn serve(&mut self, programs: &Path, owner: &Owner, interrupt: &Interrupt) -> Result<()> {
        let said = self.folder.join("server.log");
        let log = fs::File::create(&said)?;
        let mut postgres = owner.command(&programs.join("postgres"), &self.folder);
        postgres
            .arg("-D")
            .arg(self.data())
            .args(settings(self.port, &self.folder));
        postgres.stdout(log.try_clone()?).stderr(log);
        self.server = Some(Group::start(&mut postgres, Farewell::Leader)?);
        let start = Instant::now();
        // It listens before it can answer, so its own word is better than a connection.
        while !fs::read_to_string(&said)?.contains("ready to accept connections") {
            interrupt.check()?;
            if self.has_ended()? || start.elapsed() > START_WITHIN {
                bail!("PostgreSQL did not start:\n{}", fs::read_to_string(&said)?);
            }
            sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    /// Whether the server is gone.
    pub(crate) fn has_ended(&mut self) -> Result<bool> {
        Ok(match &mut self.server {
            Some(server) => server.ended()?.is_some(),
            None => true,
        })
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.server = None;
        // A folder that cannot be removed is in the system's folder for temporary files.
        let _left = fs::remove_dir_all(&self.folder);
    }
}

/// Many short tests at once, none of which needs its rows tomorrow.
fn settings(port: u16, folder: &Path) -> Vec<OsString> {
    let mut socket = OsString::from("unix_socket_directories=");
    socket.push(folder);
    let port = format!("port={port}");
    let fixed = [
        "listen_addresses=127.0.0.1",
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "max_connections=200",
    ];
    fixed
        .into_iter()
        .chain([port.as_str()])
        .map(OsString::from)
        .chain([socket])
        .flat_map(|setting| ["-c".into(), setting])
        .collect()
}

/// The system user a server runs as: it refuses to be root.
struct Owner {
    ids: Option<(u32, u32)>,
}

impl Owner {
    /// Ourselves; or, when we are root, the user that Debian's package makes, to whom the folder is given.
    fn of(folder: &Path) -> Result<Self> {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        if fs::metadata(folder)?.uid() != 0 {
            return Ok(Self { ids: None });
        }
        let passwd = fs::read_to_string("/etc/passwd")?;
        let ids = ids_of("postgres", &passwd)
            .context("there is no user postgres to run the server as")?;
        chown(folder, Some(ids.0), Some(ids.1))?;
        Ok(Self { ids: Some(ids) })
    }

    fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(folder).env("LC_ALL", "C");
        if let Some((user, group)) = self.ids {
            command.uid(user).gid(group);
        }
        command
    }
}

/// A user's number and main group's number, from the text of `/etc/passwd`.
fn ids_of(user: &str, passwd: &str) -> Option<(u32, u32)> {
    passwd.lines().find_map(|line| {
        let mut fields = line.split(':');
        let found = fields.next() == Some(user);
        let (id, group) = (fields.nth(1)?, fields.next()?);
        found.then_some((id.parse().ok()?, group.parse().ok()?))
    })
}

/// The folder with `initdb` and `postgres`: Debian's newest, otherwise the first on the path.
pub(crate) fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir(DEBIAN).into_iter().flatten().flatten();
    let newest = versions
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
        .filter(|version| {
            Path::new(DEBIAN)
                .join(format!("{version}/bin/initdb"))
                .is_file()
        })
        .max();
    let on_path = || {
        let path = std::env::var_os("PATH")?;
        std::env::split_paths(&path).find(|folder| folder.join("initdb").is_file())
    };
    newest
        .map(|version| Path::new(DEBIAN).join(format!("{version}/bin")))
        .or_else(on_path)
}

#[cfg(test)]
mod tests {
    use super::ids_of;

    #[test]
    fn a_users_numbers_are_read_from_the_password_file() {
        let passwd =
            "root:x:0:0:root:/root:/bin/bash\nbroken\npostgres:x:107:115:,,,:/var/lib:/bin/sh\n";
        assert_eq!(ids_of("postgres", passwd), Some((107, 115)));
        assert_eq!(ids_of("root", passwd), Some((0, 0)));
        assert_eq!(ids_of("nobody", passwd), None);
    }
}
