import type { Actor } from "@/lib/auth/actor";
import { may, type Place } from "@/lib/auth/authorize";

/** What is needed of a drive to know whose it is. */
export interface DriveScope {
  readonly id?: string | null;
  readonly creditedUnitId: string;
  readonly provinceId: string;
  readonly communeId: string;
  readonly facilityId?: string | null;
}

/**
 * Where a drive lies for the scope of a role: it belongs to the unit it is credited to. A commune's people reach it
 * only when that unit is their own province: an army drive on the commune's ground is the army's.
 */
export function driveTarget(drive: DriveScope): Place {
  return {
    unitId: drive.creditedUnitId,
    communeId: drive.creditedUnitId === drive.provinceId ? drive.communeId : null,
    driveId: drive.id ?? null,
    facilityId: drive.facilityId ?? null,
  };
}

/** May this actor see the drive on staff pages? */
export function mayViewDrive(actor: Actor, drive: DriveScope): boolean {
  return may(actor, "drive.view", driveTarget(drive));
}

/** May this actor plan and edit the drive? */
export function mayPlanDrive(actor: Actor, drive: DriveScope): boolean {
  return may(actor, "drive.plan", driveTarget(drive));
}

/** May this actor announce the drive? */
export function mayPublishDrive(actor: Actor, drive: DriveScope): boolean {
  return may(actor, "drive.publish", driveTarget(drive));
}

/** May this actor open and close the drive? */
export function mayRunDrive(actor: Actor, drive: DriveScope): boolean {
  return may(actor, "drive.run", driveTarget(drive));
}

/** May this actor sign off the drive's numbers? */
export function mayReconcileDrive(actor: Actor, drive: DriveScope): boolean {
  return may(actor, "drive.reconcile", driveTarget(drive));
}

/** May this actor postpone or cancel the drive? */
export function mayPutOffDrive(actor: Actor, drive: DriveScope): boolean {
  return may(actor, "drive.put_off", driveTarget(drive));
}

/** May this actor say who works at the drive? */
export function mayStaffDrive(actor: Actor, drive: DriveScope): boolean {
  return may(actor, "drive.staff", driveTarget(drive));
}
