//! Journeys in a real Chromium. Filled in below.
