namespace MyoclonusSignal.Synthesis;

/// <summary>What a stream of random numbers is for. The values are part of what a seed means: never renumber them.</summary>
internal enum RandomPurpose
{
    SharedSchedule = 1,
    OwnSchedule = 2,
    Recruitment = 3,
    Noise = 4,
    JerkCarrier = 5,
    ContractionCarrier = 6,
    SilentPeriods = 7,
    Hum = 8,
    Drift = 9,
    Heart = 10,
    ElectrodePops = 11,
    Posture = 12,
    LimbDirection = 13,
}
