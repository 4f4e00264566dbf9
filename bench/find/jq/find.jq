# SPDX-License-Identifier: Apache-2.0
# jq -n -f find.jq EVERYTHING.ndjson: how many people had growth in blood after a device was put in.
reduce inputs as $r ({devices: {}, cultures: []};
  if $r.resourceType == "DeviceUseStatement" then
    .devices[$r.subject.reference] |= ([., $r.timingPeriod.start] | map(select(. != null)) | min)
  elif $r.resourceType == "Observation" and $r.code.coding[0].code == "600-7"
      and ($r.status == "final" or $r.status == "corrected")
      and $r.valueCodeableConcept.coding[0].code != "264868006" then
    .cultures += [[$r.subject.reference, $r.effectiveDateTime[0:10]]]
  else . end)
| .devices as $devices
| [.cultures[] | select($devices[.[0]] != null and .[1] >= $devices[.[0]]) | .[0]] | unique | length
