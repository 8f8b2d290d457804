//! `alongside`: the service, a demonstration, and what an operator does on the host.

mod admin;
mod administrator;
mod csv_files;
mod demo;
mod doctor;
mod form;
mod open;
mod platform;
mod scheme;
mod serve;
#[cfg(test)]
mod settings;
mod verify_files;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;

/// A launch and its page are hundreds of short texts: this makes room for them in less time than the
/// system's allocator does.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Peer mentoring inside Moodle and Canvas.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Runs the service.
    Serve(serve::Args),
    /// Runs the service and a sandbox LMS with a course of invented people, on this machine only.
    Demo(demo::Args),
    /// Forms groups from files.
    Form(form::FormArgs),
    /// Checks groups that were formed from files.
    Verify(verify_files::VerifyArgs),
    /// Looks at everything that must work, and says what to do where it does not.
    Doctor {
        #[command(flatten)]
        common: admin::Common,
    },
    /// Tenants.
    #[command(subcommand)]
    Institution(admin::Institution),
    /// Administrators.
    #[command(subcommand)]
    Admin(administrator::Admin),
    /// Platforms: Moodle and Canvas sites.
    #[command(subcommand)]
    Platform(platform::Platform),
    /// Courses that were launched from.
    #[command(subcommand)]
    Course(admin::Course),
    /// Schemes, and who waits to coordinate one.
    #[command(subcommand)]
    Scheme(scheme::Scheme),
    /// Rosters.
    #[command(subcommand)]
    Roster(admin::Roster),
    /// Marks on their way to gradebooks.
    #[command(subcommand)]
    Scores(admin::Scores),
    /// What LTI does not say: years, disciplines, who is new.
    #[command(subcommand)]
    Attributes(admin::Attributes),
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        // 2 is an outcome of `form`, so a command that cannot be read ends like any other that failed.
        Err(refusal) => {
            let _closed = refusal.print();
            return if refusal.use_stderr() {
                ExitCode::FAILURE
            } else {
                ExitCode::SUCCESS
            };
        }
    };
    let done = match cli.command {
        Command::Form(args) => form::run(&args),
        Command::Verify(args) => verify_files::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Demo(args) => demo::run(args),
        Command::Doctor { common } => doctor::run(&common),
        Command::Institution(command) => admin::institution(command),
        Command::Admin(command) => administrator::run(command),
        Command::Platform(command) => platform::run(command),
        Command::Course(command) => admin::course(command),
        Command::Scheme(command) => scheme::run(command),
        Command::Roster(command) => admin::roster(command),
        Command::Scores(command) => admin::scores(command),
        Command::Attributes(command) => admin::attributes(command),
    };
    done.unwrap_or_else(|error| {
        open::complain(&error);
        ExitCode::FAILURE
    })
}
