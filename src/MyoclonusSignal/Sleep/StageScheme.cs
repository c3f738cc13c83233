namespace MyoclonusSignal.Sleep;

/// <summary>
/// What whole numbers mean as sleep stages. The same number means different stages to different programs (4 is deep sleep
/// to two and REM to one), so that a scheme is named by the user and never guessed.
/// </summary>
public sealed class StageScheme
{
    private readonly Dictionary<int, SleepStage> _stages;

    private StageScheme(string name, Dictionary<int, SleepStage> stages)
    {
        Name = name;
        _stages = stages;
    }

    /// <summary>Gets the scheme of EDF+ (Kemp and Olivan (2003), 2.3): 0 W, 1–4 the stages of Rechtschaffen and Kales, 5 REM, 6 movement, 9 unscored.</summary>
    public static StageScheme EdfPlus { get; } = new("edf", new()
    {
        [0] = SleepStage.Wake,
        [1] = SleepStage.N1,
        [2] = SleepStage.N2,
        [3] = SleepStage.N3,
        [4] = SleepStage.N3,
        [5] = SleepStage.Rem,
        [6] = SleepStage.Movement,
        [9] = SleepStage.Unscored,
    });

    /// <summary>Gets the scheme of Compumedics Profusion and of the NSRR's files: the numbers of EDF+; 9 is not scored.</summary>
    public static StageScheme Profusion { get; } = new("profusion", new()
    {
        [0] = SleepStage.Wake,
        [1] = SleepStage.N1,
        [2] = SleepStage.N2,
        [3] = SleepStage.N3,
        [4] = SleepStage.N3,
        [5] = SleepStage.Rem,
        [6] = SleepStage.Movement,
        [9] = SleepStage.Unscored,
    });

    /// <summary>Gets the scheme of YASA (Vallat and Walker (2021), doi:10.7554/eLife.70092): 0 W, 1–3 N1–N3, 4 REM, −1 artefact, −2 unscored.</summary>
    public static StageScheme Yasa { get; } = new("yasa", new()
    {
        [-2] = SleepStage.Unscored,
        [-1] = SleepStage.Movement,
        [0] = SleepStage.Wake,
        [1] = SleepStage.N1,
        [2] = SleepStage.N2,
        [3] = SleepStage.N3,
        [4] = SleepStage.Rem,
    });

    /// <summary>Gets all schemes.</summary>
    public static IReadOnlyList<StageScheme> All { get; } = [EdfPlus, Profusion, Yasa];

    /// <summary>Gets the name by which it is asked for.</summary>
    public string Name { get; }

    /// <summary>Finds a scheme by its name, in any case, or gives <see langword="null"/>.</summary>
    /// <param name="name">The name.</param>
    public static StageScheme? Find(string name) => All.FirstOrDefault(scheme => scheme.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Gives the stage of a number, or <see langword="null"/> where the scheme has none for it.</summary>
    /// <param name="number">The number.</param>
    public SleepStage? Stage(int number) => _stages.TryGetValue(number, out SleepStage stage) ? stage : null;
}
