using System.Collections.Immutable;
using System.Numerics;
using Raylib_cs;
using Unmask.Model.Denoisers;
using Unmask.Model.Diffusion;
using Unmask.Model.Training;
using Unmask.Model.Weights;
using Unmask.Toy.Catalog;
using Unmask.Toy.Game.Ui;

namespace Unmask.Toy.Game.Train;

/// <summary>Teaches a denoiser before the player's eyes: noise turns into names.</summary>
internal sealed class TrainScene(Stage stage, string folder) : IScene
{
    private readonly string[] architectures = [.. DenoiserCatalog.Kinds.Select(kind => kind.Name)];
    private Canvas canvas = null!;
    private TrainLayout? layout;
    private TrainWorker? worker;
    private TrainSnapshot? shown;
    private int architecture, recipe;
    private Vector2 mouse;
    private bool wasRunning;

    public TrainLayout Layout => layout?.Shell == stage.Layout ? layout : layout = new TrainLayout(stage.Layout);

    public int TileText => (int)stage.Layout.Pixels(56);

    public string Status => $"running={IsRunning} step={shown?.Progress.Step ?? 0} denoiser={architectures[architecture]} recipe={RecipeNames[recipe]}";

    /// <summary>Training steps for this visit; the recipe's own number if 0.</summary>
    public int Steps { get; init; }

    private bool IsRunning => worker is { IsRunning: true };

    private IReadOnlyList<string> RecipeNames => [.. Recipes.Names.Where(name => Recipes.Find(name, architectures[architecture]) is not null)];

    public void Init(Canvas canvas) => this.canvas = canvas;

    public bool NeedsFrame(double now) => worker?.Latest != shown || wasRunning != IsRunning;

    public void Update(Input input, double now)
    {
        mouse = input.Mouse;
        shown = worker?.Latest;
        if (wasRunning && !IsRunning && worker?.Trouble is { } trouble)
            stage.Say(trouble);
        wasRunning = IsRunning;
        foreach (KeyboardKey key in input.Keys)
            Press(key);
        if (input.LeftPressed)
            Click();
    }

    public void Draw()
    {
        Theme theme = stage.Theme;
        float unit = Layout.Shell.Unit;
        Stepper.Draw(canvas, theme, Layout.Denoiser, "denoiser", architectures[architecture], Stepper.ArrowAt(Layout.Denoiser, unit, mouse), false);
        Stepper.Draw(canvas, theme, Layout.Recipe, "recipe", RecipeNames[recipe], Stepper.ArrowAt(Layout.Recipe, unit, mouse), false);
        DrawButton(Layout.StartButton, IsRunning ? "Pause" : shown is null ? "Start" : "Go on", enabled: true, primary: true);
        DrawButton(Layout.ResetButton, "Reset", worker is not null);
        DrawButton(Layout.PlayButton, "Play it", CanTake);
        DrawButton(Layout.SaveButton, "Save", CanTake);
        DrawCurves();
        DrawSamples();
        canvas.TextCentered(TextStyle.Hint, Hint, Layout.Hint, theme.Quiet);
    }

    /// <summary>Closing the window loses nothing: a pause leaves a checkpoint that the next start goes on from.</summary>
    public void Unload() => worker?.Pause();

    private string Hint =>
        Layout.StartButton.Contains(mouse) ? "Space: train, or pause and keep a checkpoint."
        : Layout.PlayButton.Contains(mouse) ? "Take what it has learned so far to Play."
        : Layout.SaveButton.Contains(mouse) ? "Write the weights to your own folder."
        : Layout.ResetButton.Contains(mouse) ? "Forget everything and begin again."
        : shown is null ? "Press Start and watch noise turn into names."
        : "The same eight seeds, again and again.";

    /// <summary>There is something to take home.</summary>
    private bool CanTake => shown is not null;

    private void DrawButton(in Box box, string word, bool enabled, bool primary = false) =>
        Button.Draw(canvas, stage.Theme, box, word, new WidgetState(enabled && box.Contains(mouse), false, enabled), primary);

    private void DrawCurves()
    {
        Theme theme = stage.Theme;
        Box card = Layout.Curves;
        canvas.Fill(card, Layout.Shell.Pixels(12), theme.Surface);
        float x = card.X + Layout.Shell.Pixels(20), y = card.Y + Layout.Shell.Pixels(24);
        Span<char> text = stackalloc char[96];
        if (shown is not { } snapshot)
        {
            canvas.TextCentered(TextStyle.Fact, "nothing learned yet", card, theme.Quiet);
            return;
        }
        text.TryWrite($"step {snapshot.Progress.Step:N0} of {snapshot.Progress.Steps:N0}", out int length);
        canvas.Text(TextStyle.BodyStrong, text[..length], x, y, theme.Text);
        text.TryWrite($"{snapshot.Progress.NamesPerSecond:N0} names a second", out length);
        canvas.TextRight(TextStyle.Body, text[..length], card.Right - Layout.Shell.Pixels(20), y, theme.Quiet);

        float highest = 0, lowest = float.MaxValue;
        Range(snapshot.Losses, ref lowest, ref highest);
        Range(snapshot.HeldOut, ref lowest, ref highest);
        // The first steps are far off; the curve is about what comes after.
        highest = Math.Min(highest, lowest + 16);
        (lowest, highest) = (MathF.Floor(lowest - 0.5f), MathF.Ceiling(highest + 0.5f));
        Box plot = Layout.Plot;
        for (int line = 0; line <= 4; line++)
        {
            float value = lowest + (highest - lowest) * line / 4, at = MathF.Round(plot.Bottom - plot.Height * line / 4);
            canvas.Fill(new Box(plot.X, at, plot.Width, 1), 0, theme.Line);
            text.TryWrite($"{value:0.0}", out length);
            canvas.TextRight(TextStyle.Hint, text[..length], plot.X - Layout.Shell.Pixels(8), at, theme.Quiet);
        }
        Curve(snapshot.Losses, plot, lowest, highest, theme.Denoiser);
        Curve(snapshot.HeldOut, plot, lowest, highest, theme.Real);
        float legend = card.Bottom - Layout.Shell.Pixels(20);
        Dot(plot.X, legend, theme.Denoiser);
        float after = canvas.Text(TextStyle.Hint, "loss", plot.X + Layout.Shell.Pixels(12), legend, theme.Quiet) + Layout.Shell.Pixels(24);
        if (snapshot.HeldOut.Length > 0)
        {
            Dot(after, legend, theme.Real);
            text.TryWrite($"names held out: {snapshot.HeldOut[^1]:0.00} nats each", out length);
            canvas.Text(TextStyle.Hint, text[..length], after + Layout.Shell.Pixels(12), legend, theme.Quiet);
        }

        static void Range(ImmutableArray<float> values, ref float lowest, ref float highest)
        {
            foreach (float value in values)
                (lowest, highest) = (Math.Min(lowest, value), Math.Max(highest, value));
        }
    }

    private void Dot(float x, float middle, Color color)
    {
        float dot = Layout.Shell.Pixels(6);
        canvas.MarkFill(new Box(x, MathF.Round(middle - dot / 2), dot, dot), dot / 2, color);
    }

    /// <summary>Points, joined by how close they stand: 512 at most.</summary>
    private void Curve(ImmutableArray<float> values, in Box plot, float lowest, float highest, Color color)
    {
        float dot = Layout.Shell.Pixels(4);
        for (int i = 0; i < values.Length; i++)
        {
            float share = values.Length == 1 ? 1 : i / (values.Length - 1f);
            float height = Math.Clamp((values[i] - lowest) / (highest - lowest), 0, 1);
            canvas.MarkFill(new Box(plot.X + share * (plot.Width - dot), plot.Bottom - height * plot.Height - dot / 2, dot, dot), dot / 2, color);
        }
    }

    private void DrawSamples()
    {
        Theme theme = stage.Theme;
        canvas.Fill(Layout.Samples, Layout.Shell.Pixels(12), theme.Surface);
        float x = Layout.Samples.X + Layout.Shell.Pixels(20);
        canvas.Text(TextStyle.BodyStrong, "eight names, now", x, Layout.Samples.Y + Layout.Shell.Pixels(24), theme.Text);
        if (shown is not { } snapshot)
            return;
        for (int i = 0; i < snapshot.Samples.Length; i++)
            MiniRow.Draw(canvas, theme, Layout.Rows[i], snapshot.Samples[i]);
    }

    private void Press(KeyboardKey key)
    {
        switch (key)
        {
            case KeyboardKey.Space or KeyboardKey.Enter or KeyboardKey.KpEnter:
                Toggle();
                break;
            case KeyboardKey.Left or KeyboardKey.Right:
                Choose(key == KeyboardKey.Right ? 1 : -1, 0);
                break;
            case KeyboardKey.Up or KeyboardKey.Down:
                Choose(0, key == KeyboardKey.Down ? 1 : -1);
                break;
            case KeyboardKey.R:
                Reset();
                break;
            case KeyboardKey.P:
                Play();
                break;
            case KeyboardKey.S:
                Save();
                break;
        }
    }

    private void Click()
    {
        float unit = Layout.Shell.Unit;
        if (Layout.StartButton.Contains(mouse))
            Toggle();
        else if (Layout.ResetButton.Contains(mouse))
            Reset();
        else if (Layout.PlayButton.Contains(mouse))
            Play();
        else if (Layout.SaveButton.Contains(mouse))
            Save();
        else
            Choose(Stepper.ArrowAt(Layout.Denoiser, unit, mouse), Stepper.ArrowAt(Layout.Recipe, unit, mouse));
    }

    private void Choose(int otherDenoiser, int otherRecipe)
    {
        if (otherDenoiser == 0 && otherRecipe == 0)
            return;
        worker?.Pause();
        (worker, shown) = (null, null);
        architecture = (architecture + otherDenoiser + architectures.Length) % architectures.Length;
        recipe = otherDenoiser != 0 ? 0 : (recipe + otherRecipe + RecipeNames.Count) % RecipeNames.Count;
    }

    private void Toggle()
    {
        if (IsRunning)
        {
            worker!.Pause();
            return;
        }
        string name = $"{architectures[architecture]}-{RecipeNames[recipe]}.safetensors";
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            stage.Say($"No folder for the weights: {e.Message}");
            return;
        }
        worker ??= new TrainWorker(architectures[architecture], RecipeNames[recipe], Steps, Path.Combine(folder, name));
        worker.Start();
    }

    private void Reset()
    {
        worker?.Reset();
        shown = null;
    }

    /// <summary>Stops, and takes the weights as they are: a pause has written them.</summary>
    private WeightSet? Take()
    {
        worker?.Pause();
        return worker?.Result;
    }

    private void Play()
    {
        if (!CanTake || Take() is not { } weights)
            return;
        IDenoiser denoiser = DenoiserCatalog.Create(weights, "what was learned");
        stage.PlayWith(denoiser, new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.Default(denoiser.Timesteps), stage.Board.Seed));
    }

    private void Save()
    {
        if (CanTake && Take() is not null)
            stage.Say($"Saved as {worker!.Output}");
    }
}
