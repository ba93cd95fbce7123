import type { PublicDrive } from "@/lib/drives/queries";

/** The drive as search engines read it (schema.org Event). A block of data, not of script. */
export function DriveEventData({ drive, address }: { drive: PublicDrive; address: string }) {
  const status =
    drive.status === "cancelled"
      ? "EventCancelled"
      : drive.status === "postponed"
        ? "EventPostponed"
        : "EventScheduled";
  const event = {
    "@context": "https://schema.org",
    "@type": "Event",
    name: drive.title,
    startDate: drive.startsAt.toISOString(),
    endDate: drive.endsAt.toISOString(),
    eventStatus: `https://schema.org/${status}`,
    eventAttendanceMode: "https://schema.org/OfflineEventAttendanceMode",
    isAccessibleForFree: true,
    maximumAttendeeCapacity: drive.capacity,
    remainingAttendeeCapacity: drive.freePlaces,
    url: address,
    organizer: { "@type": "Organization", name: drive.hostName },
    location: {
      "@type": "Place",
      name: drive.venueName,
      address: {
        "@type": "PostalAddress",
        streetAddress: drive.address,
        addressLocality: drive.communeName,
        addressRegion: drive.provinceName,
        addressCountry: "VN",
      },
      ...(drive.lat === null || drive.positionIsApproximate
        ? {}
        : { geo: { "@type": "GeoCoordinates", latitude: drive.lat, longitude: drive.lon } }),
    },
  };
  return <script type="application/ld+json">{JSON.stringify(event).replace(/</g, "\\u003c")}</script>;
}
