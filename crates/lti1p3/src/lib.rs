#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

pub mod ags;
pub mod claims;
pub mod deep_linking;
pub mod dynamic_registration;
pub mod ids;
pub mod keys;
pub mod launch;
pub mod link;
pub mod login;
pub mod nrps;
pub mod parting;
pub mod platform;
pub mod post_message;
pub mod registration;
pub mod reply;
pub mod role;
pub mod scope;
pub mod token;

#[cfg(test)]
mod attacks;
mod call;
mod escape;
mod form;
mod json;
mod jws;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod testing;

pub use http;
pub use jiff::Timestamp;
pub use url::Url;

pub use ids::{
    ClientId, ContextId, DeploymentId, IdError, Issuer, KeyId, Nonce, ResourceLinkId, Subject,
};
pub use keys::{Algorithm, KeySet, SigningKey};
pub use launch::{Expected, Launch, LaunchError, UnverifiedLaunch};
pub use login::LoginRequest;
pub use registration::Registration;
pub use reply::ServiceError;

pub use role::{ContextRole, Role, Roles};
