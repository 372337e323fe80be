using Unmask.Model.Diffusion;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Scenes;

/// <summary>Temperature and pace of the sampler as two small steppers. They turn the Play scene's own settings, which hold everywhere.</summary>
internal sealed class SamplerKnobs(Stage stage)
{
    private SamplerSettings? _shown;
    private string _temperature = "", _pace = "";

    /// <summary>A scene's controls.</summary>
    /// <param name="knobs">The scene's knobs.</param>
    /// <param name="places">Their two places.</param>
    /// <param name="turned">What the scene does after a turn.</param>
    public static Control<T>[] Steppers<T>(Func<T, SamplerKnobs> knobs, Func<T, Box[]> places, Action<T> turned) =>
    [
        new("", Look.Stepper)
        {
            Place = scene => places(scene)[0],
            Value = scene => knobs(scene).Refreshed()._temperature,
            Hint = scene => Knobs.Temperature.Hint(knobs(scene).Settings),
            Turn = (scene, by) => knobs(scene).Turn(Knobs.Temperature, by, () => turned(scene)),
        },
        new("", Look.Stepper)
        {
            Place = scene => places(scene)[1],
            Value = scene => knobs(scene).Refreshed()._pace,
            Hint = scene => Knobs.Pace(knobs(scene).Settings).Hint(knobs(scene).Settings),
            Turn = (scene, by) => knobs(scene).Turn(Knobs.Pace(knobs(scene).Settings), by, () => turned(scene)),
        },
    ];

    /// <summary>Turns the knob that a typed sign stands for, as in Play.</summary>
    /// <returns>False if it stands for none.</returns>
    public bool Type(char sign)
    {
        if (!Knobs.Turn(stage.Table, sign))
            return false;
        stage.Board = stage.Table.Board;
        return true;
    }

    private SamplerSettings Settings => stage.Board.Settings;

    private void Turn(Scale knob, int by, Action turned)
    {
        knob.Turn(stage.Table, by);
        stage.Board = stage.Table.Board;
        turned();
    }

    /// <summary>The texts are composed only when settings change.</summary>
    private SamplerKnobs Refreshed()
    {
        if (_shown == Settings)
            return this;
        _shown = Settings;
        Scale pace = Knobs.Pace(Settings);
        (_temperature, _pace) = ($"{Knobs.Temperature.Label} {Knobs.Temperature.Text(Settings)}", $"{pace.Label} {pace.Text(Settings)}");
        return this;
    }
}
