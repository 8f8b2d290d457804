//! TLS to PostgreSQL, where the address asks for it.

use std::sync::Arc;

use rustls::crypto::aws_lc_rs;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::error::OpenError;

/// Splits an address into what the driver reads and the TLS to use. `sslmode` `require`,
/// `verify-ca` and `verify-full` all check the certificate and the host's name: encryption to an
/// unknown server protects from nobody. `disable`, `allow`, `prefer` and none at all are plain.
pub(super) fn split(url: &str) -> Result<(String, Option<MakeRustlsConnect>), OpenError> {
    let (base, query) = url.split_once('?').unwrap_or((url, ""));
    let mut kept = vec![];
    let (mut wanted, mut roots) = (false, None);
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        match pair.split_once('=') {
            Some(("sslmode", mode)) => wanted = is_wanted(mode)?,
            Some(("sslrootcert", path)) => roots = Some(path),
            _ => kept.push(pair),
        }
    }
    kept.push(if wanted {
        "sslmode=require"
    } else {
        "sslmode=disable"
    });
    let tls = if wanted {
        Some(connector(roots)?)
    } else {
        None
    };
    Ok((format!("{base}?{}", kept.join("&")), tls))
}

fn is_wanted(mode: &str) -> Result<bool, OpenError> {
    match mode {
        "require" | "verify-ca" | "verify-full" => Ok(true),
        "disable" | "allow" | "prefer" => Ok(false),
        _ => Err(OpenError::Address(
            "sslmode is not one of PostgreSQL's".to_owned(),
        )),
    }
}

fn connector(roots: Option<&str>) -> Result<MakeRustlsConnect, OpenError> {
    let roots = roots.map_or_else(|| Ok(system_roots()), roots_in)?;
    let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("the provider has the default protocol versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

/// A certificate of the system that cannot be read is passed over: one that is needed and missing
/// fails the handshake with its own message.
fn system_roots() -> RootCertStore {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    roots
}

fn roots_in(path: &str) -> Result<RootCertStore, OpenError> {
    let unreadable =
        |_| OpenError::Address("the file of sslrootcert holds no certificates".to_owned());
    let certificates = CertificateDer::pem_file_iter(path).map_err(unreadable)?;
    let mut roots = RootCertStore::empty();
    for certificate in certificates {
        let unusable =
            |_| OpenError::Address("a certificate of sslrootcert is not usable".to_owned());
        roots
            .add(certificate.map_err(unreadable)?)
            .map_err(unusable)?;
    }
    Ok(roots)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sslmode_decides_about_tls_and_the_rest_of_the_address_stays() {
        let check = |url, kept: &str, tls| {
            let (url, connector) = split(url).unwrap();
            assert_eq!((url.as_str(), connector.is_some()), (kept, tls));
        };
        check("postgres://h/d", "postgres://h/d?sslmode=disable", false);
        check(
            "postgres://h/d?a=b&sslmode=prefer",
            "postgres://h/d?a=b&sslmode=disable",
            false,
        );
        check(
            "postgres://h/d?sslmode=verify-full&a=b",
            "postgres://h/d?a=b&sslmode=require",
            true,
        );
        check(
            "postgres://h/d?sslmode=require",
            "postgres://h/d?sslmode=require",
            true,
        );
    }

    #[test]
    fn an_unknown_sslmode_or_a_missing_certificate_file_is_refused() {
        let check = |url| assert!(matches!(split(url), Err(OpenError::Address(_))), "{url}");
        check("postgres://h/d?sslmode=maybe");
        check("postgres://h/d?sslmode=require&sslrootcert=/nonexistent.pem");
    }
}
